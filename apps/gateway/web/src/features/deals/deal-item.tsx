import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DealListItem } from '@crm/contracts';
import { productsQuery } from '../../api/deals.ts';
import { useFormat } from '../../lib/use-format.ts';
import { AuditWord } from '../../ui/audit-link.tsx';
import type { DealHandlers } from './handlers.ts';
import { StageBar } from './stage-bar.tsx';
import { StageMenu } from './stage-menu.tsx';
import { useStages } from './use-stages.ts';
import classes from './deals.module.css';

interface DealItemProps {
  readonly deal: DealListItem;
  readonly handlers: DealHandlers | undefined;
}

export function DealItem({ deal, handlers }: DealItemProps) {
  const format = useFormat();
  const { data: products = [] } = useQuery(productsQuery);
  const stages = useStages(deal.pipelineId);
  const product = products.find(({ id }) => id === deal.productId);
  const stage = stages.find(({ id }) => id === deal.stageId);
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <span className={classes.title}>{deal.title}</span>
        <span className={classes.amount}>{format.money(deal.amount)}</span>
      </div>
      <StageBar stages={stages} stageId={deal.stageId} />
      <div className={classes.foot}>
        {handlers === undefined ? <span>{stage?.label}</span> : <StageMenu deal={deal} stages={stages} {...handlers} />}
        <AuditWord kind="deal" id={deal.id} name={deal.title} />
        <CloseDate day={deal.expectedCloseOn} />
      </div>
      {product !== undefined && product.name !== deal.title && <div className={classes.product}>{product.name}</div>}
    </li>
  );
}

function CloseDate({ day }: { readonly day: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (day === null) return null;
  const late = day < format.today();
  return (
    <span className={classes.close} data-late={late}>
      {late ? t('deal.closeLate', { day: format.shortDay(day) }) : t('deal.closeOn', { day: format.shortDay(day) })}
    </span>
  );
}
