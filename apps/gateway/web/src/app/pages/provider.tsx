import { Anchor } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProviderAnswer } from '../../features/auth/provider-answer.tsx';

export function Provider() {
  const { t } = useTranslation();
  const { history } = useRouter();
  // As the provider has sent it: the router would write it anew.
  const [query] = useState(() => location.search.slice(1));
  const go = useCallback((next: string) => history.replace(next), [history]);
  const back = (
    <Anchor size="sm" renderRoot={(props) => <Link to="/sign-in" {...props} />}>
      {t('auth.backToSignIn')}
    </Anchor>
  );
  return <ProviderAnswer query={query} onSignedIn={go} onBack={() => history.replace('/sign-in')} back={back} />;
}
