import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DealListItem, Whose } from '@crm/contracts';
import { dealsQuery } from '../../api/deals.ts';
import { useClientName } from '../../api/names.ts';
import { useFormat } from '../../lib/use-format.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { OnBehalfBadge } from '../../ui/on-behalf-badge.tsx';
import classes from './deals.module.css';

/** The reader's open deals, and those that he sees to in the place of others, that are to be closed next. */
export function ClosingSoon({ whose }: { readonly whose: Whose }) {
  const { t } = useTranslation();
  const list = useQuery(dealsQuery({ whose, status: 'open', sort: 'expectedCloseOn', limit: 6 }));
  if (list.isPending) return <LoadingRows rows={3} />;
  if (list.isError) return <ProblemNote error={list.error} onRetry={() => void list.refetch()} />;
  const dated = list.data.data.filter(({ expectedCloseOn }) => expectedCloseOn !== null);
  if (dated.length === 0) {
    return (
      <Text size="sm" c="dimmed" px="1.1rem" pb="md">
        {t('deal.noneClosing')}
      </Text>
    );
  }
  return (
    <ul className={classes.list}>
      {dated.map((deal) => (
        <ClosingDeal key={deal.id} deal={deal} />
      ))}
    </ul>
  );
}

function ClosingDeal({ deal }: { readonly deal: DealListItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { clientId, expectedCloseOn } = deal;
  const clientName = useClientName(clientId);
  const day = expectedCloseOn ?? '';
  const late = day < format.today();
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <span className={classes.title}>{deal.title}</span>
        <span className={classes.amount}>{format.money(deal.amount)}</span>
      </div>
      <OnBehalfBadge of={deal.onBehalfOf} />
      <div className={classes.foot}>
        {clientId !== null && clientName !== undefined ? (
          <Link to="/clients/$clientId" params={{ clientId }} className={classes.client}>
            {clientName}
          </Link>
        ) : (
          <span />
        )}
        <span className={classes.close} data-late={late}>
          {late ? t('deal.closeLate', { day: format.shortDay(day) }) : t('deal.closeOn', { day: format.shortDay(day) })}
        </span>
      </div>
    </li>
  );
}
