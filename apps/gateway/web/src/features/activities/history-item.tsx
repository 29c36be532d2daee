import { Spoiler } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ActivityListItem } from '@crm/contracts';
import { useEmployeeName } from '../../api/names.ts';
import { shortName } from '../../lib/person-names.ts';
import { useFormat } from '../../lib/use-format.ts';
import { KindIcon } from '../../ui/kind-icon.tsx';
import { useActivityWords } from './use-activity-words.ts';
import classes from './timeline.module.css';

interface HistoryItemProps {
  readonly activity: ActivityListItem;
  readonly nameOf: (employeeId: string) => string | undefined;
}

export function HistoryItem({ activity, nameOf }: HistoryItemProps) {
  const { t } = useTranslation();
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
          {performer !== undefined && <span>{shortName(performer)}</span>}
          {result !== undefined && <span className={classes.result}>{result}</span>}
        </div>
        {words.length > 0 && (
          <Spoiler
            maxHeight={96}
            showLabel={t('action.readMore')}
            hideLabel={t('action.fold')}
            classNames={{ root: classes.story, content: classes.comment }}
          >
            {words.join('\n')}
          </Spoiler>
        )}
      </div>
    </li>
  );
}
