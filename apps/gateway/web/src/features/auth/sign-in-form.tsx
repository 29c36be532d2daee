import { SignIn } from '@crm/contracts';
import { useTranslation } from 'react-i18next';
import { signIn } from '../../api/session.ts';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import { PasswordField, TextField } from '../../ui/form/text-fields.tsx';

interface SignInFormProps {
  readonly email?: string;
  readonly onSignedIn: () => void;
}

export function SignInForm({ email = '', onSignedIn }: SignInFormProps) {
  const { t } = useTranslation();
  return (
    <ContractForm
      schema={SignIn}
      initial={{ email, password: '' }}
      submitLabel={t('auth.signIn')}
      wide
      onSubmit={async (credentials) => {
        await signIn(credentials);
        onSignedIn();
      }}
    >
      <TextField
        name="email"
        label={t('auth.email')}
        type="email"
        autoComplete="username"
        inputMode="email"
        autoFocus
      />
      <PasswordField name="password" label={t('auth.password')} />
    </ContractForm>
  );
}
