import { type Account, AccountChange, AccountInvitation } from '@crm/contracts';
import { useTranslation } from 'react-i18next';
import { changeAccount, inviteAccount } from '../../api/accounts.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { SelectField } from '../../ui/form/choice-fields.tsx';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import { EmployeeField } from '../../ui/form/employee-field.tsx';
import { TextField } from '../../ui/form/text-fields.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';

const roles = ['manager', 'head', 'director', 'marketer', 'auditor', 'integration', 'administrator'] as const;

function RoleField() {
  const { t } = useTranslation();
  const choices = roles.map((value) => ({ value, label: t(`role.${value}`) }));
  return <SelectField name="role" label={t('account.role')} choices={choices} required />;
}

/** Lets an employee in: a letter brings him the link by which he sets a password. */
export function InviteForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const submit = async (invitation: AccountInvitation) => {
    const { email } = await inviteAccount(invitation);
    toast.done(t('account.invitedToast', { email }));
    onClose();
    await refreshAfterChange();
  };
  return (
    <Sheet title={t('account.invite')} onClose={onClose}>
      <ContractForm
        schema={AccountInvitation}
        initial={{ email: '', employeeId: null, role: 'manager' }}
        submitLabel={t('account.inviteSubmit')}
        onSubmit={submit}
        onCancel={onClose}
      >
        <EmployeeField name="employeeId" label={t('account.employee')} />
        <TextField name="email" type="email" label={t('auth.email')} autoComplete="off" required />
        <RoleField />
      </ContractForm>
    </Sheet>
  );
}

interface AppointFormProps {
  readonly account: Account;
  readonly onClose: () => void;
}

/** Gives an account another role. */
export function AppointForm({ account, onClose }: AppointFormProps) {
  const { t } = useTranslation();
  const submit = async (change: AccountChange) => {
    await changeAccount(account, change);
    toast.done(t('account.appointedToast'));
    onClose();
    await refreshAfterChange();
  };
  return (
    <Sheet title={account.employeeName ?? account.email} onClose={onClose} size="sm">
      <ContractForm
        schema={AccountChange}
        initial={{ role: account.role }}
        submitLabel={t('action.save')}
        onSubmit={submit}
        onCancel={onClose}
      >
        <RoleField />
      </ContractForm>
    </Sheet>
  );
}
