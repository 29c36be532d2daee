import { PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { signIn } from '../../api/session.ts';
import { EntryForm } from './entry-form.tsx';

interface SignInFormProps {
  readonly email?: string;
  readonly onSignedIn: () => void;
}

export function SignInForm({ email = '', onSignedIn }: SignInFormProps) {
  const { t } = useTranslation();
  const submit = async (typed: (name: string) => string) => {
    await signIn({ email: typed('email').trim(), password: typed('password') });
    onSignedIn();
  };
  return (
    <EntryForm submitLabel={t('auth.signIn')} onSubmit={submit}>
      <TextInput
        name="email"
        type="email"
        label={t('auth.email')}
        autoComplete="username"
        required
        withAsterisk={false}
        defaultValue={email}
        data-autofocus={email === '' || undefined}
      />
      <PasswordInput
        name="password"
        label={t('auth.password')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        data-autofocus={email !== '' || undefined}
        visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
      />
    </EntryForm>
  );
}
