import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DealListItem, DealsSection } from '@crm/contracts';
import { dealTotalsQuery } from '../../api/deals.ts';
import { useFormat } from '../../lib/use-format.ts';
import { DealItem } from './deal-item.tsx';
import type { DealHandlers } from './handlers.ts';
import classes from './deals.module.css';

interface OpenDealsProps {
  readonly clientId: string;
  readonly section: DealsSection;
  /** Absent for those who only read. */
  readonly handlers: DealHandlers | undefined;
}

/** The client's open deals, and what came of the closed ones. */
export function OpenDeals({ clientId, section, handlers }: OpenDealsProps) {
  const { t } = useTranslation();
  return (
    <>
      {section.open.length === 0 && (
        <Text size="sm" c="dimmed" px="1.1rem" pb="sm">
          {t('deal.noneOpen')}
        </Text>
      )}
      <ul className={classes.list}>
        {section.open.map((deal: DealListItem) => (
          <DealItem key={deal.id} deal={deal} handlers={handlers} />
        ))}
      </ul>
      <ClosedDeals clientId={clientId} counts={section.counts} />
    </>
  );
}

interface ClosedDealsProps {
  readonly clientId: string;
  readonly counts: DealsSection['counts'];
}

function ClosedDeals({ clientId, counts }: ClosedDealsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const totals = useQuery(dealTotalsQuery(clientId));
  if (counts.won + counts.lost === 0) return null;
  const won = totals.data?.won.amounts.map((amount) => format.money(amount)).join(', ');
  return (
    <p className={classes.closed}>
      <span>
        {t('deal.wonCount', { count: counts.won })}
        {won !== undefined && won !== '' && <b> {won}</b>}
      </span>
      <span>{t('deal.lostCount', { count: counts.lost })}</span>
    </p>
  );
}
