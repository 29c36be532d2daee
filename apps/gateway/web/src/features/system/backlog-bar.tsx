import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { backlogsQuery } from '../../api/system.ts';
import { givenUp } from './given-up.ts';
import { listNames, longestWaits } from './longest-waits.ts';
import classes from './backlog-bar.module.css';

/** Tells administrators of work that stands still or was given up, before others ask where it has gone. */
export default function BacklogBar() {
  const { t } = useTranslation();
  const { data } = useQuery(backlogsQuery);
  const waits = longestWaits(data?.data ?? []).map(({ list, minutes }) => {
    const name = listNames.get(list);
    return t('system.wait', { list: name === undefined ? list : t(name), minutes });
  });
  const silent = data?.unreachable ?? [];
  const letters = givenUp(data?.deadLetters ?? []);
  return (
    <div role="status">
      {(waits.length > 0 || silent.length > 0 || letters.length > 0) && (
        <div className={classes.bar}>
          <IconAlertTriangle size={18} className={classes.sign} aria-hidden />
          <span>
            {waits.length > 0 && t('system.standsStill', { lists: waits.join(', ') })}{' '}
            {silent.length > 0 && t('system.unreachable', { programs: silent.join(', ') })}{' '}
            {letters.length > 0 && t('system.givenUp', { services: letters.join(', ') })}
          </span>
        </div>
      )}
    </div>
  );
}
