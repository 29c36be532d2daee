import { Anchor, Container, Stack, Title, VisuallyHidden } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { accountQuery } from '../../api/accounts.ts';
import { AccountDetails } from '../../features/accounts/account-details.tsx';
import { ApiKeyPanel } from '../../features/security/api-key-panel.tsx';
import { SessionList } from '../../features/security/session-list.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import classes from './pages.module.css';

const route = getRouteApi('/inside/accounts/$accountId');

/** What opens the house for somebody, and the ways to close it; for administrators. */
export function AccountPage() {
  const { t } = useTranslation();
  const { accountId } = route.useParams();
  const account = useQuery(accountQuery(accountId));
  const name = account.data?.employeeName ?? account.data?.email ?? t('account.title');
  useDocumentTitle(`${name} · CRM`);
  if (account.isPending) return <LoadingRows />;
  if (account.data === undefined) return <ProblemNote error={account.error} onRetry={() => void account.refetch()} />;
  return (
    <Container size={760} p={0}>
      <Anchor size="sm" className={classes.back} renderRoot={(props) => <Link to="/accounts" {...props} />}>
        <IconArrowLeft size={16} aria-hidden /> {t('account.title')}
      </Anchor>
      <VisuallyHidden>
        <Title order={1}>{name}</Title>
      </VisuallyHidden>
      <Stack gap="lg">
        <AccountDetails account={account.data} />
        <SessionList accountId={accountId} />
        <ApiKeyPanel accountId={accountId} />
      </Stack>
    </Container>
  );
}
