import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EntryPage } from './entry-page.tsx';
import { ProviderButton } from './provider-button.tsx';
import { SignInForm } from './sign-in-form.tsx';

interface SignInPageProps {
  /** The page that is wanted. */
  readonly next: string;
  readonly onSignedIn: () => void;
  /** The way to a new password. */
  readonly forgotten: ReactNode;
}

export function SignInPage({ next, onSignedIn, forgotten }: SignInPageProps) {
  const { t } = useTranslation();
  return (
    <EntryPage title={t('auth.title')} hint={t('auth.hint')}>
      <SignInForm onSignedIn={onSignedIn} />
      <ProviderButton next={next} />
      {forgotten}
    </EntryPage>
  );
}
