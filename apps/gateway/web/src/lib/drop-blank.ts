export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/**
 * What a form holds, without what was left blank: an untouched input holds `''`, where a contract expects the key to be
 * absent. An object of which nothing is left is blank itself.
 */
export function dropBlank(value: unknown): unknown {
  if (value === '' || value === null) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (Array.isArray(value)) return value.map(dropBlank).filter((item) => item !== undefined);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value)
    .map(([key, item]) => [key, dropBlank(item)] as const)
    .filter(([, item]) => item !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
