import type { MenuProps } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ButtonHTMLAttributes, ReactElement } from 'react';

interface MenuAction {
  readonly label: string;
  readonly onSelect: () => void;
  readonly Sign?: Icon;
  readonly color?: 'red' | 'pine';
  /** It is what is chosen already: shown, and not to be chosen again. */
  readonly current?: boolean;
}

export type MenuEntry = MenuAction | { readonly heading: string } | 'divider';

export interface ActionMenuProps {
  readonly button: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  readonly entries: readonly MenuEntry[];
  readonly position?: MenuProps['position'];
}
