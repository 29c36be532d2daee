import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertCircle, IconBell, IconCheck } from '@tabler/icons-react';
import i18next from 'i18next';

interface ReminderToast {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly onOpen: () => void;
}

const UNDO_MS = 10_000;

/** The cross of a message says what it does to those who cannot see it. */
const closable = () => ({ closeButtonProps: { 'aria-label': i18next.t('action.close') } });

function withUndo(id: string, message: string, undo: () => void) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Text size="sm">{message}</Text>
      <Button
        size="compact-sm"
        style={{ flex: 'none' }}
        variant="light"
        onClick={() => {
          notifications.hide(id);
          undo();
        }}
      >
        {i18next.t('action.undo')}
      </Button>
    </Group>
  );
}

/** Short messages in the corner. They are read aloud by screen readers. */
export const toast = {
  done(message: string, undo?: () => void): void {
    const id = crypto.randomUUID();
    const content = undo === undefined ? message : withUndo(id, message, undo);
    const autoClose = undo === undefined ? 4_000 : UNDO_MS;
    notifications.show({
      ...closable(),
      id,
      message: content,
      autoClose,
      icon: <IconCheck size={18} />,
      color: 'pine',
    });
  },

  failed(message: string): void {
    notifications.show({ ...closable(), message, autoClose: 8_000, icon: <IconAlertCircle size={18} />, color: 'red' });
  },

  /** Stays until it is closed: a reminder that goes by unseen is none. */
  reminder({ id, title, hint, onOpen }: ReminderToast): void {
    const open = () => {
      notifications.hide(id);
      onOpen();
    };
    notifications.show({
      ...closable(),
      id,
      title,
      autoClose: false,
      icon: <IconBell size={18} />,
      color: 'orange',
      message: (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{hint}</Text>
          <Button size="compact-sm" style={{ flex: 'none' }} variant="light" color="orange" onClick={open}>
            {i18next.t('action.open')}
          </Button>
        </Group>
      ),
    });
  },
};
