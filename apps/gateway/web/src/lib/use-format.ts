import { createContext, useContext } from 'react';
import { Format } from './format.ts';

/** The reader's own way of writing moments and amounts. Until he is known: that of the browser. */
export const FormatContext = createContext(
  new Format(document.documentElement.lang, Intl.DateTimeFormat().resolvedOptions().timeZone),
);

export const useFormat = (): Format => useContext(FormatContext);
