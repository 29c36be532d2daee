import { useMediaQuery } from '@mantine/hooks';

const NARROW = '(max-width: 47.99em)';

/** Narrow as a phone: lists become cards, dialogs become sheets. */
export const usePhone = (): boolean =>
  useMediaQuery(NARROW, matchMedia(NARROW).matches, { getInitialValueInEffect: false });
