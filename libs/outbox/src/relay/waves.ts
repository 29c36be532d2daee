import type { OutboxRow } from '../outbox-row.ts';

/**
 * Divides events into waves of which none holds two events of a record: the first wave has the first event of each, the
 * second the second, and so on.
 *
 * @param rows of each record in the order of its versions.
 */
export function wavesOf(rows: readonly OutboxRow[]): OutboxRow[][] {
  const waves: OutboxRow[][] = [];
  const placed = new Map<string, number>();
  for (const row of rows) {
    const wave = placed.get(row.aggregate.id) ?? 0;
    placed.set(row.aggregate.id, wave + 1);
    (waves[wave] ??= []).push(row);
  }
  return waves;
}
