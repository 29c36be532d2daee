/** A number as somebody types it, spaces between thousands included; what is none stays as it is, for the contract to refuse. */
export function numberOf(typed: unknown): unknown {
  if (typeof typed !== 'string') return typed;
  const digits = typed.replaceAll(/\s/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : digits;
}

/** How much somebody takes on, as it was typed. */
export function capacityOf(typed: unknown): Record<'clients' | 'openDeals', unknown> {
  const { clients, openDeals }: { clients?: unknown; openDeals?: unknown } = typed ?? {};
  return { clients: numberOf(clients), openDeals: numberOf(openDeals) };
}
