import type { ActivityListItem } from '@crm/contracts';
import { useEmployeeName } from '../../api/names.ts';
import { shortName } from '../../lib/person-names.ts';
import { useFormat } from '../../lib/use-format.ts';
import { AuditWord } from '../../ui/audit-link.tsx';
import { FoldedText } from '../../ui/folded-text.tsx';
import { KindIcon } from '../../ui/kind-icon.tsx';
import { OnBehalf } from './on-behalf.tsx';
import { useActivityWords } from './use-activity-words.ts';
import classes from './timeline.module.css';

interface HistoryItemProps {
  readonly activity: ActivityListItem;
  readonly nameOf: (employeeId: string) => string | undefined;
}

export function HistoryItem({ activity, nameOf }: HistoryItemProps) {
  const format = useFormat();
  const { kind, kindCode, purpose, result } = useActivityWords()(activity);
  const known = nameOf(activity.performerId);
  const performer = useEmployeeName(known === undefined ? activity.performerId : null) ?? known;
  const words = [activity.content, activity.resultComment].filter((text) => text !== null && text !== '');
  const time =
    activity.completedPrecision === 'minute' && activity.completedAt !== null
      ? format.time(activity.completedAt)
      : null;
  return (
    <li className={classes.item}>
      <KindIcon code={kindCode} />
      <div className={classes.body}>
        <div className={classes.subject}>{activity.subject}</div>
        <div className={classes.facts}>
          {time !== null && <span className={classes.when}>{time}</span>}
          <span>{[kind, purpose].filter(Boolean).join(' · ')}</span>
          {performer !== undefined && activity.madeOnBehalf === undefined && <span>{shortName(performer)}</span>}
          {activity.madeOnBehalf !== undefined && <OnBehalf {...activity.madeOnBehalf} nameOf={nameOf} />}
          {result !== undefined && <span className={classes.result}>{result}</span>}
          <AuditWord kind="activity" id={activity.id} name={activity.subject} />
        </div>
        {words.length > 0 && <FoldedText>{words.join('\n')}</FoldedText>}
      </div>
    </li>
  );
}
