import { Button, Menu } from '@mantine/core';
import { IconCalendarPlus, IconNotes, IconPlus, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDialog } from '../dialogs/dialogs.ts';
import classes from './shell.module.css';

export function CreateMenuItems() {
  const { t } = useTranslation();
  const open = useDialog();
  return (
    <>
      <Menu.Item leftSection={<IconCalendarPlus size={18} />} onClick={() => open({ kind: 'plan-activity' })}>
        {t('activity.plan')}
      </Menu.Item>
      <Menu.Item leftSection={<IconNotes size={18} />} onClick={() => open({ kind: 'record-activity' })}>
        {t('activity.record')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item leftSection={<IconUserPlus size={18} />} onClick={() => open({ kind: 'create-client' })}>
        {t('client.create')}
      </Menu.Item>
    </>
  );
}

/** What can be begun from anywhere. On a phone it stands in the tab bar instead. */
export function CreateMenu() {
  const { t } = useTranslation();
  return (
    <Menu width={240}>
      <Menu.Target>
        <Button size="sm" leftSection={<IconPlus size={16} />} className={classes.create}>
          {t('action.create')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <CreateMenuItems />
      </Menu.Dropdown>
    </Menu>
  );
}
