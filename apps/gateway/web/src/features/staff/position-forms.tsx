import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NewPosition, type Position } from '@crm/contracts';
import { useLocalized } from '../../api/classifiers.ts';
import { changePosition, createPosition, deletePosition } from '../../api/positions.ts';
import { asProblem } from '../../api/problem.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import type { FormValues } from '../../ui/form/contract-resolver.ts';
import { TextField } from '../../ui/form/text-fields.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { numberOf } from './typed-number.ts';

const withNumber = ({ rank, ...values }: FormValues): unknown => ({ ...values, rank: numberOf(rank) });

export function CreatePositionForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const localized = useLocalized();
  const submit = async (given: NewPosition) => {
    const { name } = await createPosition(given);
    toast.done(t('position.created', { name: localized(name) }));
    onClose();
    await refreshAfterChange();
  };
  return (
    <Sheet title={t('position.create')} onClose={onClose}>
      <ContractForm
        schema={NewPosition}
        initial={{ name: { ru: '', en: '' }, rank: '500' }}
        toContract={withNumber}
        submitLabel={t('action.create')}
        onSubmit={submit}
        onCancel={onClose}
      >
        <PositionFields />
      </ContractForm>
    </Sheet>
  );
}

interface PositionDialogProps {
  readonly position: Position;
  readonly onClose: () => void;
}

export function ChangePositionForm({ position, onClose }: PositionDialogProps) {
  const { t } = useTranslation();
  const localized = useLocalized();
  const submit = async (given: NewPosition) => {
    const { name } = await changePosition(position, given);
    toast.done(t('position.saved', { name: localized(name) }));
    onClose();
    await refreshAfterChange();
  };
  return (
    <Sheet title={t('position.edit')} onClose={onClose}>
      <ContractForm
        schema={NewPosition}
        initial={{ name: position.name, rank: String(position.rank) }}
        toContract={withNumber}
        submitLabel={t('action.save')}
        onSubmit={submit}
        onCancel={onClose}
      >
        <PositionFields />
      </ContractForm>
    </Sheet>
  );
}

function PositionFields() {
  const { t } = useTranslation();
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextField name="name.ru" label={t('position.nameRu')} required autoFocus />
        <TextField name="name.en" label={t('position.nameEn')} required />
      </SimpleGrid>
      <TextField
        name="rank"
        label={t('position.rank')}
        description={t('position.rankHint')}
        inputMode="numeric"
        required
      />
    </>
  );
}

/** Asks once more; one that somebody has or has had is refused, and the refusal says how many that are. */
export function DeletePositionDialog({ position, onClose }: PositionDialogProps) {
  const { t } = useTranslation();
  const name = useLocalized()(position.name);
  const moreOf = (error: unknown) => {
    const { code, details } = asProblem(error);
    const employees = details['employees'];
    return code === 'position.in_use' && typeof employees === 'number'
      ? t('position.usedBy', { count: employees })
      : undefined;
  };
  return (
    <DeleteDialog
      title={t('position.deleteNamed', { name })}
      hint={t('position.deleteHint')}
      label={t('position.delete')}
      done={t('position.deleted', { name })}
      remove={() => deletePosition(position)}
      moreOf={moreOf}
      onClose={onClose}
    />
  );
}
