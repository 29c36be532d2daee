import {
  IconBuildingStore,
  IconChecklist,
  IconMail,
  IconMailOpened,
  IconMapPin,
  IconMessageCircle,
  IconMessages,
  IconPhone,
  IconPrinter,
  IconSchool,
  IconUsers,
  IconVideo,
  type Icon,
} from '@tabler/icons-react';
import classes from './kind-icon.module.css';

const icons: Readonly<Record<string, Icon>> = {
  call: IconPhone,
  meeting: IconUsers,
  visit: IconMapPin,
  letter: IconMailOpened,
  'e-mail': IconMail,
  fax: IconPrinter,
  seminar: IconSchool,
  messenger: IconMessages,
  exhibition: IconBuildingStore,
  'online-meeting': IconVideo,
  task: IconChecklist,
};

interface KindIconProps {
  /** Code of the kind in its classifier, or `task`. */
  readonly code: string | undefined;
  readonly tone?: 'planned' | 'done' | 'overdue';
}

/** The sign of an activity's kind. The kind is also written beside it, so it is hidden from readers of the screen. */
export function KindIcon({ code, tone = 'done' }: KindIconProps) {
  const Sign = icons[code ?? ''] ?? IconMessageCircle;
  return (
    <span className={classes.icon} data-tone={tone} aria-hidden>
      <Sign size={17} stroke={1.7} />
    </span>
  );
}
