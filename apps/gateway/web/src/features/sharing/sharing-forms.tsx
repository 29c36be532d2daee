import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ClientGrant, TeamMember } from '@crm/contracts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { joinTeam, showTo } from '../../api/sharing.ts';
import { departmentsQuery } from '../../api/staff.ts';
import { SegmentsField, SelectField } from '../../ui/form/choice-fields.tsx';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import { EmployeeField } from '../../ui/form/employee-field.tsx';
import { TextField } from '../../ui/form/text-fields.tsx';
import classes from './sharing.module.css';

interface SharingFormProps {
  readonly clientId: string;
}

/** A colleague works with the client: he reads and changes him. */
export function AddToTeam({ clientId }: SharingFormProps) {
  const { t } = useTranslation();
  return (
    <Unfolding label={t('access.addToTeam')}>
      {(close) => (
        <ContractForm
          schema={TeamMember}
          submitLabel={t('access.add')}
          onSubmit={async (member) => {
            await joinTeam(clientId, member);
            close();
            await refreshAfterChange();
          }}
          onCancel={close}
        >
          <EmployeeField name="employeeId" label={t('access.employee')} />
          <TextField name="part" label={t('access.part')} placeholder={t('access.partHint')} required />
        </ContractForm>
      )}
    </Unfolding>
  );
}

/** A colleague or a department reads the client with all his history. */
export function ShowToSomebody({ clientId }: SharingFormProps) {
  const { t } = useTranslation();
  return (
    <Unfolding label={t('access.show')}>
      {(close) => (
        <ContractForm
          schema={ClientGrant}
          initial={{ kind: 'employee' }}
          submitLabel={t('access.add')}
          onSubmit={async (grant) => {
            await showTo(clientId, grant);
            close();
            await refreshAfterChange();
          }}
          onCancel={close}
        >
          <SegmentsField
            name="kind"
            label={t('access.toWhom')}
            choices={[
              { value: 'employee', label: t('access.employee') },
              { value: 'department', label: t('access.department') },
            ]}
          />
          <Grantee />
        </ContractForm>
      )}
    </Unfolding>
  );
}

function Grantee() {
  const { t } = useTranslation();
  const kind: unknown = useWatch({ name: 'kind' });
  const { data: departments = [] } = useQuery(departmentsQuery);
  if (kind === 'employee') return <EmployeeField key="employee" name="id" label={t('access.employee')} />;
  const choices = departments.map(({ id, name }) => ({ value: id, label: name }));
  return <SelectField key="department" name="id" label={t('access.department')} choices={choices} />;
}

interface UnfoldingProps {
  readonly label: string;
  readonly children: (close: () => void) => ReactNode;
}

/** A form that is there when it is asked for. */
function Unfolding({ label, children }: UnfoldingProps) {
  const [open, setOpen] = useState(false);
  if (open) return <div className={classes.form}>{children(() => setOpen(false))}</div>;
  return (
    <Button variant="subtle" size="compact-md" leftSection={<IconPlus size={16} />} onClick={() => setOpen(true)}>
      {label}
    </Button>
  );
}
