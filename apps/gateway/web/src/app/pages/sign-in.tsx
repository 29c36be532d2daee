import { getRouteApi, useRouter } from '@tanstack/react-router';
import { SignInPage } from '../../features/auth/sign-in-page.tsx';

const route = getRouteApi('/sign-in');

/** Only an address of this page is returned to, whatever a link says. */
const ownAddress = (next: string | undefined): string => (next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/');

export function SignIn() {
  const { next } = route.useSearch();
  const router = useRouter();
  return <SignInPage onSignedIn={() => router.history.push(ownAddress(next))} />;
}
