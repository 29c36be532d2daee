import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account } from '@crm/contracts';
import { dayOf } from '../../lib/zoned-time.ts';
import { useFormat } from '../../lib/use-format.ts';
import { AuditLink } from '../../ui/audit-link.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AccountActions } from './account-actions.tsx';

/** What is known of an account besides what lets its owner in. */
export function AccountDetails({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { email, employeeName, role, status, secondFactor, linked, createdAt } = account;
  const yesOrNo = (holds: boolean) => t(holds ? 'account.yes' : 'account.no');
  return (
    <Panel title={employeeName ?? email} action={<Actions account={account} />}>
      <FactList
        facts={[
          [t('auth.email'), email],
          [t('account.role'), t(`role.${role}`)],
          [t('account.status'), t(`account.statuses.${status}`)],
          [t('security.secondFactor'), yesOrNo(secondFactor)],
          [t('account.linked'), yesOrNo(linked)],
          [t('account.since'), format.fullDay(dayOf(createdAt, format.zone))],
        ]}
      />
    </Panel>
  );
}

function Actions({ account }: { readonly account: Account }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <AuditLink kind="account" id={account.id} />
      <AccountActions account={account} />
    </Group>
  );
}
