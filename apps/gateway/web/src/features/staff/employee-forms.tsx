import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Capacity, type Employee, NewEmployee } from '@crm/contracts';
import { usePositions } from '../../api/positions.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { changeEmployee, createEmployee } from '../../api/staff.ts';
import { SelectField } from '../../ui/form/choice-fields.tsx';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import type { FormValues } from '../../ui/form/contract-resolver.ts';
import { TextField } from '../../ui/form/text-fields.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { capacityOf } from './typed-number.ts';

/** What the form asks of an employee; a field that is left blank is cleared. */
const EmployeeFacts = NewEmployee.pick({ name: true, email: true, positionId: true, timeZone: true }).extend({
  capacity: Capacity.prefault({}),
});

interface CreateEmployeeFormProps {
  readonly departmentId: string;
  readonly onClose: () => void;
}

export function CreateEmployeeForm({ departmentId, onClose }: CreateEmployeeFormProps) {
  const { t } = useTranslation();
  const submit = async (facts: Pick<NewEmployee, 'name' | 'email' | 'positionId' | 'timeZone' | 'capacity'>) => {
    const { name } = await createEmployee(NewEmployee.parse({ ...facts, departmentId }));
    toast.done(t('employee.created', { name }));
    onClose();
    await refreshAfterChange();
  };
  return (
    <Sheet title={t('employee.create')} onClose={onClose}>
      <ContractForm
        schema={EmployeeFacts}
        initial={{ name: '', timeZone: 'Europe/Moscow' }}
        toContract={withNumbers}
        submitLabel={t('action.create')}
        onSubmit={submit}
        onCancel={onClose}
      >
        <EmployeeFields positionId={null} />
      </ContractForm>
    </Sheet>
  );
}

interface ChangeEmployeeFormProps {
  readonly employee: Employee;
  readonly onClose: () => void;
}

export function ChangeEmployeeForm({ employee, onClose }: ChangeEmployeeFormProps) {
  const { t } = useTranslation();
  const { name, email, positionId, timeZone, capacity } = employee;
  const submit = async (facts: Pick<NewEmployee, 'name' | 'email' | 'positionId' | 'timeZone' | 'capacity'>) => {
    await changeEmployee(employee, facts);
    toast.done(t('employee.saved', { name: facts.name }));
    onClose();
    await refreshAfterChange();
  };
  return (
    <Sheet title={t('employee.edit')} onClose={onClose}>
      <ContractForm
        schema={EmployeeFacts}
        initial={{ name, email, positionId, timeZone, capacity }}
        toContract={withNumbers}
        submitLabel={t('action.save')}
        onSubmit={submit}
        onCancel={onClose}
      >
        <EmployeeFields positionId={positionId} />
      </ContractForm>
    </Sheet>
  );
}

const withNumbers = ({ capacity, ...values }: FormValues): unknown => ({ ...values, capacity: capacityOf(capacity) });

/** @param positionId the present one, which may be closed. */
function EmployeeFields({ positionId }: Pick<Employee, 'positionId'>) {
  const { t } = useTranslation();
  const { choicesFor } = usePositions();
  return (
    <>
      <TextField name="name" label={t('employee.name')} required autoFocus />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <SelectField name="positionId" label={t('employee.position')} choices={choicesFor(positionId)} />
        <TextField name="email" label={t('employee.email')} type="email" inputMode="email" />
        <TextField name="timeZone" label={t('employee.timeZone')} placeholder={t('employee.zoneHint')} required />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextField name="capacity.clients" label={t('employee.capacityClients')} inputMode="numeric" />
        <TextField name="capacity.openDeals" label={t('employee.capacityDeals')} inputMode="numeric" />
      </SimpleGrid>
    </>
  );
}
