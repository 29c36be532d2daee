import { PasswordInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AccountLink } from '@crm/contracts';
import { accountLinkQuery, setPasswordByLink } from '../../api/passwords.ts';
import { signIn } from '../../api/session.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { EntryForm } from './entry-form.tsx';
import { EntryPage } from './entry-page.tsx';

interface PasswordByLinkProps {
  /** The secret of the link. */
  readonly token: string;
  readonly onSignedIn: () => void;
}

/** Where the link of a letter leads: one password, and its owner is in. */
export function PasswordByLink({ token, onSignedIn }: PasswordByLinkProps) {
  const { t } = useTranslation();
  const link = useQuery(accountLinkQuery(token));
  const title = t(link.data?.purpose === 'invitation' ? 'auth.welcome' : 'auth.newPassword');
  return (
    <EntryPage title={title} hint={link.data ? t('auth.passwordFor', { email: link.data.email }) : ''}>
      {link.isPending && <LoadingRows rows={2} />}
      {link.isError && <ProblemNote error={link.error} onRetry={() => void link.refetch()} />}
      {link.data && <PasswordForm token={token} link={link.data} onSignedIn={onSignedIn} />}
    </EntryPage>
  );
}

function PasswordForm({ token, link, onSignedIn }: PasswordByLinkProps & { readonly link: AccountLink }) {
  const { t } = useTranslation();
  const submit = async (typed: (name: string) => string) => {
    const password = typed('password');
    await setPasswordByLink({ token, password });
    await signIn({ email: link.email, password });
    onSignedIn();
  };
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
