import { PasswordInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountLink } from '@crm/contracts';
import { accountLinkQuery, setPasswordByLink } from '../../api/passwords.ts';
import { signIn } from '../../api/session.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { CodeForm } from './code-form.tsx';
import { EntryForm } from './entry-form.tsx';
import { EntryPage } from './entry-page.tsx';

interface PasswordByLinkProps {
  /** The secret of the link. */
  readonly token: string;
  readonly onSignedIn: () => void;
  /** To the page where one signs in. */
  readonly onBack: () => void;
}

/** Where the link of a letter leads: one password, and its owner is in. */
export function PasswordByLink(props: PasswordByLinkProps) {
  const { t } = useTranslation();
  const link = useQuery(accountLinkQuery(props.token));
  const title = t(link.data?.purpose === 'invitation' ? 'auth.welcome' : 'auth.newPassword');
  return (
    <EntryPage title={title} hint={link.data ? t('auth.passwordFor', { email: link.data.email }) : ''}>
      {link.isPending && <LoadingRows rows={2} />}
      {link.isError && <ProblemNote error={link.error} onRetry={() => void link.refetch()} />}
      {link.data && <PasswordForm link={link.data} {...props} />}
    </EntryPage>
  );
}

function PasswordForm({ token, link, onSignedIn, onBack }: PasswordByLinkProps & { readonly link: AccountLink }) {
  const { t } = useTranslation();
  const [step, setStep] = useState<string | null>(null);
  const submit = async (typed: (name: string) => string) => {
    const password = typed('password');
    await setPasswordByLink({ token, password });
    const next = await signIn({ email: link.email, password });
    if (next === null) onSignedIn();
    else setStep(next);
  };
  if (step !== null) return <CodeForm token={step} onSignedIn={onSignedIn} onBack={onBack} />;
  return (
    <EntryForm submitLabel={t('auth.setPassword')} onSubmit={submit}>
      {/* Password managers remember the password together with the name that stands before it. */}
      <input type="text" name="username" autoComplete="username" value={link.email} readOnly hidden />
      <PasswordInput
        name="password"
        label={t('auth.newPassword')}
        autoComplete="new-password"
        required
        minLength={12}
        maxLength={128}
        withAsterisk={false}
        data-autofocus
        visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
      />
      <Text size="sm" c="dimmed">
        {t('auth.passwordHint')}
      </Text>
    </EntryForm>
  );
}
