import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { MultiSelect, SimpleGrid, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Employee, NewEmployee } from '@crm/contracts';
import { type Choice, useClassifier } from '../../api/classifiers.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { changeEmployee } from '../../api/staff.ts';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import type { FormValues } from '../../ui/form/contract-resolver.ts';
import { TextField } from '../../ui/form/text-fields.tsx';
import { useField } from '../../ui/form/use-field.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { HoursField } from './hours-field.tsx';
import { capacityOf } from './typed-number.ts';

/** What a head says of his people, too. */
const Work = NewEmployee.pick({ workingHours: true, skills: true, capacity: true });

interface WorkFormProps {
  readonly employee: Employee;
  readonly onClose: () => void;
}

/** When a colleague works, for which clients he is the right one, and how many he takes on. */
export function WorkForm({ employee, onClose }: WorkFormProps) {
  const { t } = useTranslation();
  const { name, workingHours, skills, capacity } = employee;
  return (
    <Sheet title={t('employee.workNamed', { name })} size="lg" onClose={onClose}>
      <ContractForm
        schema={Work}
        initial={{ workingHours, skills, capacity }}
        toContract={withNumbers}
        submitLabel={t('action.save')}
        onSubmit={async (work) => {
          await changeEmployee(employee, work);
          toast.done(t('employee.saved', { name }));
          onClose();
          await refreshAfterChange();
        }}
        onCancel={onClose}
      >
        <HoursField name="workingHours" label={t('employee.workingHours')} />
        <SkillFields />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <TextField name="capacity.clients" label={t('employee.capacityClients')} inputMode="numeric" />
          <TextField name="capacity.openDeals" label={t('employee.capacityDeals')} inputMode="numeric" />
        </SimpleGrid>
      </ContractForm>
    </Sheet>
  );
}

const withNumbers = ({ capacity, ...values }: FormValues): FormValues => ({
  ...values,
  capacity: capacityOf(capacity),
});

function SkillFields() {
  const { t } = useTranslation();
  const sectors = useClassifier('sector');
  const regions = useClassifier('region');
  return (
    <>
      <ManyField name="skills.sectorIds" label={t('employee.sectors')} choices={sectors.choices} />
      <ManyField name="skills.regionIds" label={t('employee.regions')} choices={regions.choices} />
      <LanguagesField name="skills.languages" />
    </>
  );
}

interface ManyFieldProps {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly Choice[];
}

function ManyField({ name, label, choices }: ManyFieldProps) {
  const { value, set, input, error } = useField<string[]>(name);
  return (
    <MultiSelect
      {...input}
      label={label}
      data={[...choices]}
      searchable
      clearable
      limit={200}
      value={value ?? []}
      onChange={set}
      error={error}
    />
  );
}

function LanguagesField({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const { value, set, input, error } = useField<string[]>(name);
  return (
    <TagsInput
      {...input}
      label={t('employee.languages')}
      placeholder={t('employee.languagesHint')}
      data={['ru', 'en', 'zh', 'ar', 'de', 'es', 'fr', 'tr']}
      value={value ?? []}
      onChange={set}
      error={error}
    />
  );
}
