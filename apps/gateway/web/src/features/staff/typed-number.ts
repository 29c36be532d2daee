/** A number as somebody types it, spaces between thousands included; what is none stays as it is, for the contract to refuse. */
export function numberOf(typed: unknown): unknown {
  if (typeof typed !== 'string') return typed;
  const digits = typed.replaceAll(/\s/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : digits;
}
