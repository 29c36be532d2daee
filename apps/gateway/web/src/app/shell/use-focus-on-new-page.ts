import { useDidUpdate } from '@mantine/hooks';
import { useLocation } from '@tanstack/react-router';

/** A new page is where the keyboard and the screen reader go on, as after a page load. Filters are no new page. */
export function useFocusOnNewPage(): void {
  const { pathname } = useLocation();
  useDidUpdate(() => document.getElementById('main')?.focus({ preventScroll: true }), [pathname]);
}
