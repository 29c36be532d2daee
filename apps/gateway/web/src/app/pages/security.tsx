import { Stack, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { ApiKeyPanel } from '../../features/security/api-key-panel.tsx';
import { PasswordPanel } from '../../features/security/password-panel.tsx';
import { SecondFactorPanel } from '../../features/security/second-factor-panel.tsx';
import { SessionList } from '../../features/security/session-list.tsx';
import classes from './pages.module.css';

/** What lets the reader in, and where he is. */
export function Security() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('security.title')} · CRM`);
  return (
    <>
      <Title order={1} size="h2" className={classes.head}>
        {t('security.title')}
      </Title>
      <Stack gap="lg">
        <PasswordPanel />
        <SecondFactorPanel />
        <SessionList accountId={null} />
        <ApiKeyPanel accountId={null} />
      </Stack>
    </>
  );
}
