import { loseDeal as losing, winDeal as winning, type DealListItem } from '@crm/contracts';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClassifier } from '../../api/classifiers.ts';
import { loseDeal, winDeal } from '../../api/deals.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { ChipsField } from '../../ui/form/chips-field.tsx';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import { MoneyField } from '../../ui/form/money-field.tsx';
import { NoteField } from '../../ui/form/text-fields.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';

interface CloseDealFormProps {
  readonly deal: DealListItem;
  readonly onClose: () => void;
}

export function WinDealForm({ deal, onClose }: CloseDealFormProps) {
  const { t } = useTranslation();
  return (
    <Sheet title={t('deal.winTitle')} onClose={onClose} size="sm">
      <Text mb="md">{deal.title}</Text>
      <ContractForm
        schema={winning.input}
        initial={{ amount: deal.amount }}
        toContract={(values) => ({ ...values, dealId: deal.id })}
        submitLabel={t('deal.winSubmit')}
        onCancel={onClose}
        onSubmit={async ({ amount }) => {
          await winDeal(deal.id, amount);
          toast.done(t('deal.won'));
          onClose();
          await refreshAfterChange();
        }}
      >
        <MoneyField name="amount" label={t('deal.finalAmount')} required />
      </ContractForm>
    </Sheet>
  );
}

/** A refusal always has its reason: reports live on it. */
export function LoseDealForm({ deal, onClose }: CloseDealFormProps) {
  const { t } = useTranslation();
  const reasons = useClassifier('lost-reason');
  return (
    <Sheet title={t('deal.loseTitle')} onClose={onClose}>
      <Text mb="md">{deal.title}</Text>
      <ContractForm
        schema={losing.input}
        initial={{ reasonId: null, comment: '' }}
        toContract={(values) => ({ ...values, dealId: deal.id })}
        submitLabel={t('deal.loseSubmit')}
        submitColor="red"
        onCancel={onClose}
        onSubmit={async ({ reasonId, comment }) => {
          await loseDeal(deal.id, { reasonId, comment });
          toast.done(t('deal.lost'));
          onClose();
          await refreshAfterChange();
        }}
      >
        <ChipsField name="reasonId" label={t('deal.reason')} choices={reasons.choices} required />
        <NoteField name="comment" label={t('activity.comment')} />
      </ContractForm>
    </Sheet>
  );
}
