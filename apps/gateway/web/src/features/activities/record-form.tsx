import { RecordedActivity } from '@crm/contracts';
import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { recordActivity } from '../../api/activities.ts';
import { useClassifier } from '../../api/classifiers.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { ChipsField } from '../../ui/form/chips-field.tsx';
import { SelectField } from '../../ui/form/choice-fields.tsx';
import { ClientField } from '../../ui/form/client-field.tsx';
import { ContactPersonsField } from '../../ui/form/contact-persons-field.tsx';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import type { FormValues } from '../../ui/form/contract-resolver.ts';
import { NoteField, TextField } from '../../ui/form/text-fields.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { HappenedField } from './happened-field.tsx';
import { whatItIs } from './plan-values.ts';
import { usePlanContext } from './use-plan-context.ts';

interface RecordFormProps {
  readonly client: { readonly id: string; readonly name: string } | undefined;
  readonly onClose: () => void;
}

/** Writes down what has happened without having been planned. */
export function RecordForm({ client, onClose }: RecordFormProps) {
  const { t } = useTranslation();
  const context = usePlanContext();
  const results = useClassifier('result');
  const toContract = (values: FormValues) => ({ ...values, ...whatItIs(values, context) });
  const submit = async (activity: RecordedActivity) => {
    await recordActivity(activity);
    toast.done(t('activity.recorded'));
    onClose();
    await refreshAfterChange();
  };
  return (
    <Sheet
      title={client === undefined ? t('activity.record') : t('activity.recordWith', { name: client.name })}
      onClose={onClose}
    >
      <ContractForm
        schema={RecordedActivity}
        initial={{ kindId: context.kinds[0]?.value ?? null, clientId: client?.id ?? null }}
        toContract={toContract}
        submitLabel={t('activity.recordSubmit')}
        onSubmit={submit}
        onCancel={onClose}
      >
        {client === undefined && <ClientField name="clientId" label={t('client.one')} />}
        <ChipsField name="kindId" label={t('activity.kind')} choices={context.kinds} />
        <NoteField
          name="resultComment"
          label={t('activity.whatHappened')}
          placeholder={t('activity.commentHint')}
          autoFocus
        />
        <ChipsField name="resultId" label={t('activity.result')} choices={results.choices} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <SelectField
            name="purposeId"
            label={t('activity.purpose')}
            choices={context.purposes}
            placeholder={t('field.optional')}
          />
          <TextField name="subject" label={t('activity.subject')} placeholder={t('field.optional')} />
        </SimpleGrid>
        <ContactPersonsField name="contactPersonIds" clientField="clientId" />
        <HappenedField name="completedAt" />
      </ContractForm>
    </Sheet>
  );
}
