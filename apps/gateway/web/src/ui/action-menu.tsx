import type { MenuProps } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { cloneElement, lazy, Suspense, useState, type ButtonHTMLAttributes, type ReactElement } from 'react';

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

const load = () => import('./opened-menu.tsx');
const OpenedMenu = lazy(load);

/** A button with a menu. What it takes to place a menu on the screen is loaded when the first one is wanted. */
export function ActionMenu(props: ActionMenuProps) {
  const [wanted, setWanted] = useState(false);
  const closed = cloneElement(props.button, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: () => void load(),
    onClick: () => setWanted(true),
  });
  return wanted ? (
    <Suspense fallback={closed}>
      <OpenedMenu {...props} />
    </Suspense>
  ) : (
    closed
  );
}
