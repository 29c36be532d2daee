import { Badge, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '@crm/contracts';
import { accountsQuery } from '../../api/accounts.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { MoreFoot } from '../../ui/more-foot.tsx';
import { EmptyNote, ProblemNote } from '../../ui/notes.tsx';
import rows from '../../ui/people-rows.module.css';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { AccountActions } from './account-actions.tsx';
import classes from './account-list.module.css';

/** Who may sign in, found by the beginning of the address or of the name. */
export function AccountList() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  return (
    <>
      <search className={classes.filters} aria-label={t('account.filters')}>
        <TextInput
          type="search"
          aria-label={t('account.search')}
          placeholder={t('account.search')}
          leftSection={<IconSearch size={17} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </search>
      <Found search={search} />
    </>
  );
}

function Found({ search }: { readonly search: string }) {
  const { t } = useTranslation();
  const filter = search === '' ? {} : { search };
  const list = useInfiniteQuery({ ...accountsQuery(filter), placeholderData: keepPreviousData });
  if (list.isPending) return <LoadingRows rows={8} />;
  if (list.data === undefined) return <ProblemNote error={list.error} onRetry={() => void list.refetch()} />;
  const accounts = list.data.pages.flatMap(({ data }) => data);
  if (accounts.length === 0) return <EmptyNote title={t('account.nothingFound')} />;
  return (
    <>
      <ul className={rows.list} aria-label={t('account.title')}>
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} />
        ))}
      </ul>
      <MoreFoot list={list} />
    </>
  );
}

const colours = { invited: 'orange', active: 'pine', disabled: 'gray' } as const;

function AccountRow({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const { id, email, employeeName, role, status } = account;
  return (
    <li className={rows.row}>
      <PersonAvatar name={employeeName ?? email} />
      <div>
        <div className={rows.name}>
          <Link to="/accounts/$accountId" params={{ accountId: id }} className={rows.link}>
            {employeeName ?? email}
          </Link>
          {status !== 'active' && (
            <Badge variant="light" color={colours[status]} tt="none" fw={500}>
              {t(`account.statuses.${status}`)}
            </Badge>
          )}
        </div>
        <div className={rows.dim}>{[email, t(`role.${role}`)].join(' · ')}</div>
      </div>
      <AccountActions account={account} />
    </li>
  );
}
