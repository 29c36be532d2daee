import { IconFileText, IconMail, IconPhone, IconUsers, type Icon } from '@tabler/icons-react';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import classes from './history-picture.module.css';

interface Moment {
  readonly Sign: Icon;
  readonly title: ParseKeys;
  readonly when: ParseKeys;
  readonly planned?: boolean;
}

const moments: readonly Moment[] = [
  { Sign: IconUsers, title: 'picture.presentation', when: 'picture.thursday', planned: true },
  { Sign: IconPhone, title: 'picture.call', when: 'picture.tomorrow', planned: true },
  { Sign: IconMail, title: 'picture.offer', when: 'picture.yesterday' },
  { Sign: IconPhone, title: 'picture.firstTalk', when: 'picture.lastWeek' },
  { Sign: IconFileText, title: 'picture.request', when: 'picture.twoWeeks' },
];

const NOW_AFTER = 1;

/** What the product is about, at a glance: the plan above the line of now, the history below it. */
export function HistoryPicture() {
  const { t } = useTranslation();
  return (
    <div className={classes.picture}>
      <p className={classes.words}>{t('picture.words')}</p>
      <ol className={classes.line}>
        {moments.map(({ Sign, title, when, planned = false }, index) => (
          <li key={title} className={classes.moment} data-planned={planned} data-now={index === NOW_AFTER}>
            <span className={classes.sign}>
              <Sign size={18} stroke={1.7} />
            </span>
            <span className={classes.text}>
              <b>{t(title)}</b>
              <small>{t(when)}</small>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
