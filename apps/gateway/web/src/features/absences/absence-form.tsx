import { NewAbsence } from '@crm/contracts';
import { useTranslation } from 'react-i18next';
import { planAbsence } from '../../api/absences.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { useMe } from '../../api/use-session.ts';
import { SelectField } from '../../ui/form/choice-fields.tsx';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import type { FormValues } from '../../ui/form/contract-resolver.ts';
import { EmployeeField } from '../../ui/form/employee-field.tsx';
import { MomentField } from '../../ui/form/moment-field.tsx';
import { NoteField } from '../../ui/form/text-fields.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';

interface AbsenceFormProps {
  /** Whether the reader may plan for others too. */
  readonly forOthers: boolean;
  readonly onClose: () => void;
}

/** Plans an absence with one substitute for everything; several, or for some sectors, can be named on the API. */
export function AbsenceForm({ forOthers, onClose }: AbsenceFormProps) {
  const { t } = useTranslation();
  const me = useMe();
  const reasons = (['vacation', 'illness', 'trip', 'training', 'other'] as const).map((value) => ({
    value,
    label: t(`absence.reasons.${value}`),
  }));
  const toContract = ({ substitute, ...facts }: FormValues) => ({
    ...facts,
    substitutes: typeof substitute === 'string' && substitute !== '' ? [{ employeeId: substitute }] : [],
  });
  const submit = async (absence: NewAbsence) => {
    const { status } = await planAbsence(absence);
    toast.done(t(status === 'requested' ? 'absence.requestedToast' : 'absence.plannedToast'));
    onClose();
    await refreshAfterChange();
  };
  return (
    <Sheet title={t('absence.plan')} onClose={onClose}>
      <ContractForm
        schema={NewAbsence}
        initial={{ employeeId: me.employeeId, reason: 'vacation', note: '', substitute: null }}
        toContract={toContract}
        submitLabel={t('absence.planSubmit')}
        onSubmit={submit}
        onCancel={onClose}
      >
        {forOthers && <EmployeeField name="employeeId" label={t('absence.who')} />}
        <MomentField name="from" label={t('absence.from')} />
        <MomentField name="to" label={t('absence.to')} />
        <SelectField name="reason" label={t('absence.reason')} choices={reasons} required />
        <EmployeeField name="substitute" label={t('absence.substitute')} />
        <NoteField name="note" label={t('absence.note')} />
      </ContractForm>
    </Sheet>
  );
}
