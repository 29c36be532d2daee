import { PlannedActivity } from '@crm/contracts';
import { useTranslation } from 'react-i18next';
import { planActivity } from '../../api/activities.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { ChipsField } from '../../ui/form/chips-field.tsx';
import { ClientField } from '../../ui/form/client-field.tsx';
import { ContactPersonsField } from '../../ui/form/contact-persons-field.tsx';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { useFormat } from '../../lib/use-format.ts';
import { toPlan } from './plan-values.ts';
import { usePlanContext } from './use-plan-context.ts';
import { PlanFields } from './plan-fields.tsx';

interface PlanFormProps {
  readonly client: { readonly id: string; readonly name: string } | undefined;
  readonly onClose: () => void;
}

export function PlanForm({ client, onClose }: PlanFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const context = usePlanContext();
  const submit = async (activity: PlannedActivity) => {
    await planActivity(activity);
    toast.done(t('activity.plannedFor', { when: format.dayAndTime(activity.plannedAt) }));
    onClose();
    await refreshAfterChange();
  };
  return (
    <Sheet
      title={client === undefined ? t('activity.plan') : t('activity.planWith', { name: client.name })}
      onClose={onClose}
    >
      <ContractForm
        schema={PlannedActivity}
        initial={{ kindId: context.kinds[0]?.value ?? null, ...context.initial, clientId: client?.id ?? null }}
        toContract={(values) => toPlan(values, context)}
        submitLabel={t('activity.planSubmit')}
        onSubmit={submit}
        onCancel={onClose}
      >
        {client === undefined && <ClientField name="clientId" label={t('client.one')} />}
        <ChipsField name="kindId" label={t('activity.kind')} choices={context.kinds} />
        <PlanFields />
        <ContactPersonsField name="contactPersonIds" clientField="clientId" />
      </ContractForm>
    </Sheet>
  );
}
