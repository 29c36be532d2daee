import { Anchor } from '@mantine/core';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ForgottenPassword } from '../../features/auth/forgotten-password.tsx';
import { PasswordByLink } from '../../features/auth/password-by-link.tsx';

/** With the secret of a letter behind the # a password is set, without one a letter is asked for. */
export function Password() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  // What was there when the page was opened: the address may lose it while the form is filled in.
  const { hash } = useLocation();
  const [token] = useState(hash);
  if (token !== '') {
    const go = (to: '/' | '/sign-in') => () => void navigate({ to });
    return <PasswordByLink token={token} onSignedIn={go('/')} onBack={go('/sign-in')} />;
  }
  return (
    <ForgottenPassword
      back={
        <Anchor size="sm" renderRoot={(props) => <Link to="/sign-in" {...props} />}>
          {t('auth.backToSignIn')}
        </Anchor>
      }
    />
  );
}
