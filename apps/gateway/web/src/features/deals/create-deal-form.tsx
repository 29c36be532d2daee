import { NewDeal } from '@crm/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { createDeal, productsQuery } from '../../api/deals.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { SelectField } from '../../ui/form/choice-fields.tsx';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import { DayField } from '../../ui/form/day-field.tsx';
import { MoneyField } from '../../ui/form/money-field.tsx';
import { NoteField, TextField } from '../../ui/form/text-fields.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';

interface CreateDealFormProps {
  readonly clientId: string;
  readonly onClose: () => void;
}

export function CreateDealForm({ clientId, onClose }: CreateDealFormProps) {
  const { t } = useTranslation();
  const { data: products = [] } = useQuery(productsQuery);
  const submit = async (deal: NewDeal) => {
    await createDeal(deal);
    toast.done(t('deal.created'));
    onClose();
    await refreshAfterChange();
  };
  const currency = products[0]?.price.currency ?? 'RUB';
  return (
    <Sheet title={t('deal.create')} onClose={onClose}>
      <ContractForm
        schema={NewDeal}
        initial={{ clientId, title: '', productId: null, amount: { amount: '', currency }, expectedCloseOn: null }}
        submitLabel={t('deal.createSubmit')}
        onSubmit={submit}
        onCancel={onClose}
      >
        <SelectField
          name="productId"
          label={t('deal.product')}
          placeholder={t('field.optional')}
          choices={products.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <FillFromProduct />
        <TextField name="title" label={t('deal.title')} required autoFocus />
        <MoneyField name="amount" label={t('deal.amount')} required />
        <DayField name="expectedCloseOn" label={t('deal.expectedClose')} />
        <NoteField name="note" label={t('field.note')} />
      </ContractForm>
    </Sheet>
  );
}

/** A chosen product suggests its name and its list price where nothing has been typed yet. */
function FillFromProduct() {
  const { data: products = [] } = useQuery(productsQuery);
  const { getValues, setValue, formState } = useFormContext();
  const productId: unknown = useWatch({ name: 'productId' });
  const product = products.find(({ id }) => id === productId);
  useEffect(() => {
    if (product === undefined) return;
    const touched = formState.dirtyFields;
    if (touched['title'] !== true || getValues('title') === '') setValue('title', product.name);
    if (touched['amount'] === undefined) setValue('amount', product.price);
  }, [product, formState.dirtyFields, getValues, setValue]);
  return null;
}
