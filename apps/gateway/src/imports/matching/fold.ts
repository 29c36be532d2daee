/** Letters of the same case without spaces: what is left of a name when it is typed carelessly. */
export const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
