import { Alert } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { askPasswordReset } from '../../api/passwords.ts';
import { EmailInput } from './email-input.tsx';
import { EntryForm } from './entry-form.tsx';
import { EntryPage } from './entry-page.tsx';

/** Orders the letter with a link to a new password. Whether the address has an account is not told. */
export function ForgottenPassword({ back }: { readonly back: ReactNode }) {
  const { t } = useTranslation();
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const submit = async (typed: (name: string) => string) => {
    const email = typed('email').trim();
    await askPasswordReset(email);
    setAskedFor(email);
  };
  return (
    <EntryPage title={t('auth.forgotten')} hint={t('auth.forgottenHint')}>
      {askedFor === null ? (
        <EntryForm submitLabel={t('auth.sendLink')} onSubmit={submit}>
          <EmailInput />
        </EntryForm>
      ) : (
        <Alert variant="light" icon={<IconMail />} role="status">
          {t('auth.linkSent', { email: askedFor })}
        </Alert>
      )}
      {back}
    </EntryPage>
  );
}
