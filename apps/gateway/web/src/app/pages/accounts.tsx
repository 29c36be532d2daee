import { Button, Group, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InviteForm } from '../../features/accounts/account-forms.tsx';
import { AccountList } from '../../features/accounts/account-list.tsx';
import classes from './pages.module.css';

/** Who may sign in, and as what; for administrators. */
export function Accounts() {
  const { t } = useTranslation();
  const [inviting, setInviting] = useState(false);
  useDocumentTitle(`${t('account.title')} · CRM`);
  return (
    <>
      <Group justify="space-between" className={classes.head}>
        <Title order={1} size="h2">
          {t('account.title')}
        </Title>
        <Button onClick={() => setInviting(true)}>{t('account.invite')}</Button>
      </Group>
      <div className={classes.surface}>
        <AccountList />
      </div>
      {inviting && <InviteForm onClose={() => setInviting(false)} />}
    </>
  );
}
