/** A name once more, in the forms that searching and sorting need. */
export interface SearchableName {
  /** Every word of it, once; a search compares beginnings of these. */
  readonly words: readonly string[];
  /** What lists are ordered by: the words alone, so that quotes and dashes do not decide. */
  readonly sortName: string;
}

/** Letters with their marks, and digits; everything else separates words. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** The words of a text as they are compared: in lower case, ё as е, full-width and ligature forms as plain ones. */
function wordsOf(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').match(WORD) ?? [];
}

export function searchableName(name: string): SearchableName {
  const words = wordsOf(name);
  return { words: [...new Set(words)], sortName: words.join(' ') };
}

/**
 * What a name must match to answer a search: for each typed word, one of the name's words begins with it. A search
 * without a single letter or digit has no patterns and finds nothing. Words hold no character that is special in a
 * regular expression, so what a person typed cannot become a pattern of its own.
 */
export function searchPatterns(search: string): RegExp[] {
  return [...new Set(wordsOf(search))].map((word) => new RegExp(`^${word}`));
}
