import { IconCalendarPlus, IconNotes, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionMenu } from '../../ui/action-menu.tsx';
import type { ActionMenuProps } from '../../ui/menu-entry.ts';
import { useDialog } from '../dialogs/dialogs.ts';

/** What can be begun from anywhere: from the top bar on a desk, from the tab bar on a phone. */
export function CreateMenu(props: Omit<ActionMenuProps, 'entries'>) {
  const { t } = useTranslation();
  const open = useDialog();
  const entries = [
    { label: t('activity.plan'), Sign: IconCalendarPlus, onSelect: () => open({ kind: 'plan-activity' }) },
    { label: t('activity.record'), Sign: IconNotes, onSelect: () => open({ kind: 'record-activity' }) },
    'divider',
    { label: t('client.create'), Sign: IconUserPlus, onSelect: () => open({ kind: 'create-client' }) },
  ] as const;
  return <ActionMenu {...props} entries={entries} />;
}
