import type { Connection } from 'mongoose';
import type { AuditTrail, RecordChanges } from './record-changes.ts';

const trails = new WeakMap<Connection, AuditTrail>();

/** From now on the trail writes down what transactions of this database change. */
export const keepAuditOf = (connection: Connection, trail: AuditTrail): void => void trails.set(connection, trail);

/**
 * Writes down what the transaction has changed.
 *
 * @throws Error when records were changed whose changes are audited, and nobody writes the audit.
 */
export async function writeAudit(connection: Connection, changes: RecordChanges): Promise<void> {
  const changed = changes.all();
  const [first] = changed;
  if (!first) return;
  const trail = trails.get(connection);
  if (!trail) throw new Error(`A change of a ${first.audited.kind} needs its audit: import AuditModule`);
  await trail.write(changed);
}
