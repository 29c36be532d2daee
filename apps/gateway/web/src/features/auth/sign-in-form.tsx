import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from '../../api/session.ts';
import { CodeForm } from './code-form.tsx';
import { EmailInput } from './email-input.tsx';
import { EntryForm } from './entry-form.tsx';

interface SignInFormProps {
  readonly email?: string;
  readonly onSignedIn: () => void;
}

/** The address and the password and, where its owner wants it so, a code besides. */
export function SignInForm({ email = '', onSignedIn }: SignInFormProps) {
  const { t } = useTranslation();
  const [token, setToken] = useState<string | null>(null);
  const submit = async (typed: (name: string) => string) => {
    const next = await signIn({ email: typed('email').trim(), password: typed('password') });
    if (next === null) onSignedIn();
    else setToken(next);
  };
  if (token !== null) return <CodeForm token={token} onSignedIn={onSignedIn} onBack={() => setToken(null)} />;
  return (
    <EntryForm submitLabel={t('auth.signIn')} onSubmit={submit}>
      <EmailInput known={email} />
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
