import { cloneElement, lazy, Suspense, useState } from 'react';
import type { ActionMenuProps } from './menu-entry.ts';

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
