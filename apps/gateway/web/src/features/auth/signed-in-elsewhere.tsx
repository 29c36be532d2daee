import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { EntryPage } from './entry-page.tsx';

/**
 * Where a window ends in which somebody has signed in for another one: that one knows by now, and this one closes. A browser that
 * has forgotten who opened it leaves it open.
 */
export function SignedInElsewhere() {
  const { t } = useTranslation();
  useEffect(() => window.close(), []);
  return (
    <EntryPage title={t('auth.signedIn')} hint="">
      <Text>{t('auth.closeWindow')}</Text>
    </EntryPage>
  );
}
