import { Anchor } from '@mantine/core';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SignInPage } from '../../features/auth/sign-in-page.tsx';

const route = getRouteApi('/sign-in');

/** Only an address of this page is returned to, whatever a link says. */
const ownAddress = (next: string | undefined): string => (next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/');

export function SignIn() {
  const { next } = route.useSearch();
  const router = useRouter();
  const { t } = useTranslation();
  const forgotten = (
    <Anchor size="sm" renderRoot={(props) => <Link to="/password" {...props} />}>
      {t('auth.forgotten')}
    </Anchor>
  );
  const wanted = ownAddress(next);
  return <SignInPage next={wanted} onSignedIn={() => router.history.push(wanted)} forgotten={forgotten} />;
}
