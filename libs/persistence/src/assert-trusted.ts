/**
 * `sanitizeFilter` takes an operator that is not wrapped in `trusted` for a value, and where the schema allows any value
 * the filter then quietly finds nothing (M7). Such a filter is a mistake of ours or an attack; it is refused either way.
 *
 * @throws Error naming the operator.
 */
export function assertTrusted(filter: unknown): void {
  if (!isObject(filter)) return;
  for (const [field, condition] of Object.entries(filter)) {
    if (Array.isArray(condition)) condition.forEach(assertTrusted);
    const operator = isObject(condition) ? operatorIn(condition['$eq']) : undefined;
    if (operator) throw new Error(`${operator} on ${field} would be compared as a value: wrap it in trusted(…) (M7)`);
  }
}

const operatorIn = (value: unknown): string | undefined =>
  isObject(value) ? Object.keys(value).find((key) => key.startsWith('$')) : undefined;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
