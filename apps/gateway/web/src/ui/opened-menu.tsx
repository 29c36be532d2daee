import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ActionMenuProps, MenuEntry } from './menu-entry.ts';

/** The menu of an `ActionMenu`: it appears opened, and opens and closes by its button from then on. */
export default function OpenedMenu({ button, entries, position = 'bottom-end' }: ActionMenuProps) {
  return (
    <Menu defaultOpened width={250} position={position}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>{entries.map(entryOf)}</Menu.Dropdown>
    </Menu>
  );
}

function entryOf(entry: MenuEntry, index: number) {
  if (entry === 'divider') return <Menu.Divider key={index} />;
  if ('heading' in entry) return <Menu.Label key={entry.heading}>{entry.heading}</Menu.Label>;
  const { label, onSelect, Sign, color, current = false } = entry;
  return (
    <Menu.Item
      key={label}
      disabled={current}
      leftSection={Sign && <Sign size={18} />}
      rightSection={current && <IconCheck size={16} />}
      {...(color !== undefined && { color })}
      onClick={onSelect}
    >
      {label}
    </Menu.Item>
  );
}
