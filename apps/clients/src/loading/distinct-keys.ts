/** The keys that rows refer to, each once; null refers to nothing. */
export const distinctKeys = (keys: readonly (string | null)[]): string[] =>
  [...new Set(keys)].filter((key) => key !== null);
