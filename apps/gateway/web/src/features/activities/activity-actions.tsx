import { ActionIcon, Button, Group, Stack } from '@mantine/core';
import { IconCalendarEvent, IconCheck, IconDots, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ActivityListItem } from '@crm/contracts';
import { usePhone } from '../../lib/use-phone.ts';
import { ActionMenu } from '../../ui/action-menu.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import type { ActivityHandlers } from './handlers.ts';
import { useMoveActivity } from './use-move-activity.ts';
import { useSuggestions } from './use-suggestions.ts';

interface ActivityActionsProps extends ActivityHandlers {
  readonly activity: ActivityListItem;
}

/** Complete at once; put off or cancel from the menu. */
export function ActivityActions(props: ActivityActionsProps) {
  const phone = usePhone();
  const Row = phone ? Stack : Group;
  return (
    <Row gap={phone ? 0 : 4} wrap="nowrap" style={{ flex: 'none' }}>
      <CompleteButton {...props} iconOnly={phone} />
      <MoreMenu {...props} />
    </Row>
  );
}

interface CompleteButtonProps extends ActivityActionsProps {
  readonly iconOnly: boolean;
}

function CompleteButton({ activity, onComplete, iconOnly }: CompleteButtonProps) {
  const { t } = useTranslation();
  const shared = {
    'aria-label': t('activity.completeNamed', { subject: activity.subject }),
    onClick: () => onComplete(activity),
  };
  return iconOnly ? (
    <ActionIcon {...shared} variant="light" color="pine" radius="xl" size={44}>
      <IconCheck size={20} />
    </ActionIcon>
  ) : (
    <Button
      {...shared}
      size="xs"
      fz="sm"
      variant="default"
      leftSection={<IconCheck size={16} color="var(--crm-accent)" />}
    >
      {t('activity.complete')}
    </Button>
  );
}

function MoreMenu({ activity, onMove, onCancel }: ActivityActionsProps) {
  const { t } = useTranslation();
  const move = useMoveActivity(activity);
  const suggestions = useSuggestions();
  const button = (
    <ActionIcon size={34} aria-label={t('activity.moreNamed', { subject: activity.subject })}>
      <IconDots size={18} />
    </ActionIcon>
  );
  const entries: readonly MenuEntry[] = [
    { heading: t('activity.putOff') },
    ...suggestions.map(({ label, moment }) => ({ label, onSelect: () => move(moment) })),
    { label: t('activity.otherTime'), Sign: IconCalendarEvent, onSelect: () => onMove(activity) },
    'divider',
    { label: t('activity.cancel'), Sign: IconTrash, color: 'red', onSelect: () => onCancel(activity) },
  ];
  return <ActionMenu button={button} entries={entries} />;
}
