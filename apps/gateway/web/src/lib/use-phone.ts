import { useMediaQuery } from '@mantine/hooks';

const useMatch = (query: string): boolean =>
  useMediaQuery(query, matchMedia(query).matches, { getInitialValueInEffect: false });

/** Narrow as a phone: lists become cards, dialogs become sheets. */
export const usePhone = (): boolean => useMatch('(max-width: 47.99em)');

/** Too narrow for two columns: a phone, or a tablet held upright. */
export const useOneColumn = (): boolean => useMatch('(max-width: 61.99em)');
