import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ActivityListItem } from '@crm/contracts';
import { useClientName } from '../../api/names.ts';
import { useFormat } from '../../lib/use-format.ts';
import { KindIcon } from '../../ui/kind-icon.tsx';
import { OnBehalfBadge } from '../../ui/on-behalf-badge.tsx';
import { ActivityActions } from './activity-actions.tsx';
import type { ActivityHandlers } from './handlers.ts';
import { useActivityWords } from './use-activity-words.ts';
import classes from './agenda.module.css';

interface AgendaRowProps {
  readonly activity: ActivityListItem;
  readonly overdue: boolean;
  readonly handlers: ActivityHandlers | undefined;
}

export function AgendaRow({ activity, overdue, handlers }: AgendaRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const clientName = useClientName(activity.clientId);
  const { kind, kindCode, purpose } = useActivityWords()(activity);
  const { clientId, plannedAt } = activity;
  const when = plannedAt === null ? '' : overdue ? format.dayAndTime(plannedAt) : format.time(plannedAt);
  return (
    <li className={classes.row}>
      <KindIcon code={kindCode} tone={overdue ? 'overdue' : 'planned'} />
      <div className={classes.what}>
        <div className={classes.subject}>{activity.subject}</div>
        <OnBehalfBadge of={activity.onBehalfOf} />
        <div className={classes.facts}>
          <span className={classes.when} data-overdue={overdue}>
            {overdue ? t('activity.overdueSince', { when }) : when}
          </span>
          <span>{[kind, purpose].filter(Boolean).join(' · ')}</span>
          {clientId !== null && clientName !== undefined && (
            <Link to="/clients/$clientId" params={{ clientId }} className={classes.client}>
              {clientName}
            </Link>
          )}
        </div>
      </div>
      {handlers !== undefined && <ActivityActions activity={activity} {...handlers} />}
    </li>
  );
}
