import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import { IconCalendarEvent, IconCheck, IconDots, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ActivityListItem } from '@crm/contracts';
import type { ActivityHandlers } from './handlers.ts';
import { useMoveActivity } from './use-move-activity.ts';
import { useSuggestions } from './use-suggestions.ts';

interface ActivityActionsProps extends ActivityHandlers {
  readonly activity: ActivityListItem;
}

/** Complete at once; put off or cancel from the menu. */
export function ActivityActions({ activity, onComplete, onMove, onCancel }: ActivityActionsProps) {
  const { t } = useTranslation();
  const move = useMoveActivity(activity);
  const suggestions = useSuggestions();
  const { subject } = activity;
  return (
    <Group gap={4} wrap="nowrap" style={{ flex: 'none' }}>
      <Button
        size="sm"
        variant="light"
        leftSection={<IconCheck size={16} />}
        aria-label={t('activity.completeNamed', { subject })}
        onClick={() => onComplete(activity)}
      >
        {t('activity.complete')}
      </Button>
      <Menu width={230}>
        <Menu.Target>
          <ActionIcon size={36} aria-label={t('activity.moreNamed', { subject })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('activity.putOff')}</Menu.Label>
          {suggestions.map(({ label, moment }) => (
            <Menu.Item key={moment} onClick={() => move(moment)}>
              {label}
            </Menu.Item>
          ))}
          <Menu.Item leftSection={<IconCalendarEvent size={16} />} onClick={() => onMove(activity)}>
            {t('activity.otherTime')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => onCancel(activity)}>
            {t('activity.cancel')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
