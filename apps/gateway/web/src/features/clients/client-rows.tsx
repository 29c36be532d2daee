import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientListItem } from '@crm/contracts';
import { usePhone } from '../../lib/use-phone.ts';
import { ClientRow } from './client-row.tsx';
import classes from './client-rows.module.css';

interface ClientRowsProps {
  readonly clients: readonly ClientListItem[];
  /** The rows belong to the filter before; the new ones are on their way. */
  readonly stale: boolean;
  readonly more: boolean;
  readonly onEnd: () => void;
}

const NEAR_END = 15;

/** A table on a desk, cards on a phone. Only the rows in sight exist, so a list of a million stays light. */
export function ClientRows({ clients, stale, more, onEnd }: ClientRowsProps) {
  const { t } = useTranslation();
  const [top, setTop] = useState(0);
  const phone = usePhone();
  const rows = useWindowVirtualizer({
    count: clients.length,
    estimateSize: () => (phone ? 69 : 62),
    getItemKey: (index) => clients[index]?.id ?? index,
    overscan: 12,
    scrollMargin: top,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last > clients.length - NEAR_END) onEnd();
  }, [more, last, clients.length, onEnd]);

  return (
    <div
      role="table"
      aria-label={t('client.list')}
      aria-rowcount={clients.length}
      className={classes.table}
      data-stale={stale}
    >
      <div role="rowgroup" className={classes.headings}>
        <div role="row" className={classes.grid}>
          <span role="columnheader">{t('client.name')}</span>
          <span role="columnheader">{t('client.status')}</span>
          <span role="columnheader">{t('client.owner')}</span>
          <span role="columnheader">{t('client.phone')}</span>
          <span role="columnheader">{t('client.changed')}</span>
        </div>
      </div>
      <div
        role="rowgroup"
        ref={(rowsElement) => setTop(rowsElement?.offsetTop ?? 0)}
        className={classes.rows}
        style={{ height: rows.getTotalSize() }}
      >
        {shown.map(({ index, key, start }) => {
          const client = clients[index];
          return (
            client !== undefined && (
              <div
                key={key}
                role="row"
                aria-rowindex={index + 1}
                data-index={index}
                ref={rows.measureElement}
                className={classes.row}
                style={{ transform: `translateY(${start - rows.options.scrollMargin}px)` }}
              >
                <ClientRow client={client} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
