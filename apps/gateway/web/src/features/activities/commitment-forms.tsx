import { closeCommitment as closing, NewCommitment, type Commitment } from '@crm/contracts';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { closeCommitment, makeCommitment } from '../../api/commitments.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { ChipsField } from '../../ui/form/chips-field.tsx';
import { SegmentsField } from '../../ui/form/choice-fields.tsx';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import { DayField } from '../../ui/form/day-field.tsx';
import { NoteField } from '../../ui/form/text-fields.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { useFormat } from '../../lib/use-format.ts';

interface MakeCommitmentFormProps {
  readonly clientId: string;
  readonly onClose: () => void;
}

export function MakeCommitmentForm({ clientId, onClose }: MakeCommitmentFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const submit = async (commitment: NewCommitment) => {
    await makeCommitment(commitment);
    toast.done(t('commitment.made'));
    onClose();
    await refreshAfterChange();
  };
  const sides = (['us', 'client'] as const).map((side) => ({ value: side, label: t(`commitment.side.${side}`) }));
  return (
    <Sheet title={t('commitment.create')} onClose={onClose}>
      <ContractForm
        schema={NewCommitment}
        initial={{ clientId, side: 'us', text: '', dueOn: format.tomorrow() }}
        submitLabel={t('commitment.createSubmit')}
        onSubmit={submit}
        onCancel={onClose}
      >
        <SegmentsField name="side" label={t('commitment.who')} choices={sides} />
        <NoteField name="text" label={t('commitment.text')} placeholder={t('commitment.textHint')} autoFocus />
        <DayField name="dueOn" label={t('commitment.dueOn')} required />
      </ContractForm>
    </Sheet>
  );
}

interface CloseCommitmentFormProps {
  readonly commitment: Commitment;
  readonly onClose: () => void;
}

/** A promise that was broken or called off keeps the reason. */
export function CloseCommitmentForm({ commitment, onClose }: CloseCommitmentFormProps) {
  const { t } = useTranslation();
  const outcomes = (['broken', 'cancelled', 'kept'] as const).map((status) => ({
    value: status,
    label: t(`commitment.outcome.${status}`),
  }));
  return (
    <Sheet title={t('commitment.closeTitle')} onClose={onClose}>
      <Text mb="md">{commitment.text}</Text>
      <ContractForm
        schema={closing.input}
        initial={{ status: 'broken', comment: '' }}
        toContract={(values) => ({ ...values, commitmentId: commitment.id })}
        submitLabel={t('commitment.closeSubmit')}
        onCancel={onClose}
        onSubmit={async ({ status, comment }) => {
          await closeCommitment(commitment.id, { status, comment });
          toast.done(t('commitment.closed'));
          onClose();
          await refreshAfterChange();
        }}
      >
        <ChipsField name="status" label={t('commitment.how')} choices={outcomes} />
        <NoteField name="comment" label={t('activity.comment')} autoFocus />
      </ContractForm>
    </Sheet>
  );
}
