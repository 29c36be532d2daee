/** The moments between two steps of which a crash may separate one from the other. */
export type CrashPoint =
  /** A transaction is stored, and nobody has been told. */
  | 'transaction.committed'
  /** Events have left for the broker, which has not confirmed them. */
  | 'outbox.published'
  /** The broker has confirmed events, which are not marked. */
  | 'outbox.confirmed'
  /** Events are marked as published. */
  | 'outbox.marked'
  /** Events have taken effect and are not acknowledged. */
  | 'inbox.committed'
  /** Events are acknowledged. */
  | 'inbox.acknowledged';

const [armed, count = '1'] = process.env['CRM_ENV'] === 'test' ? (process.env['CRM_CRASH_AT'] ?? '').split(':') : [];
let passages = 0;

/**
 * A place at which a fault test lets the program die as by `kill -9`: when `CRM_CRASH_AT` names it, at the first passage or,
 * with `POINT:COUNT`, at that one. Anywhere but in a test it does nothing, and the configuration refuses the variable.
 */
export function crashPoint(name: CrashPoint): void {
  if (name !== armed) return;
  passages += 1;
  if (passages === Number(count)) process.kill(process.pid, 'SIGKILL');
}
