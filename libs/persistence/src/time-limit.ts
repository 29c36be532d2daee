import { DomainError } from '@crm/kernel';
import { currentRequest, currentTransaction } from '@crm/observability';
import { mongo, type Connection } from 'mongoose';

/** For what no request waits for: an indexed page, or a batch of some hundred records, takes a fraction of it. */
const WITHOUT_DEADLINE_MS = 10_000;
const MAX_TIME_EXPIRED = 50;

const limited = new WeakSet<Connection>();

/** Ends what runs on this connection outside of any request after 10 s. A migration may take as long as it needs. */
export function limitOperations(connection: Connection): void {
  limited.add(connection);
}

/**
 * Milliseconds that an operation beginning now may take in MongoDB: what is left to the transaction or the request, so
 * that nothing is read or written after its caller has been told that it was too late. A contract's deadline is the only
 * limit within a request: a load that may take 30 s may use them for one operation.
 *
 * @returns undefined where there is no limit.
 * @throws DomainError `deadline_exceeded` when nothing is left.
 */
export function timeLeftMs(connection: Connection): number | undefined {
  const deadline = currentTransaction()?.deadline ?? currentRequest()?.deadline;
  if (deadline === undefined) return limited.has(connection) ? WITHOUT_DEADLINE_MS : undefined;
  const left = Math.ceil(deadline - Date.now());
  if (left <= 0) throw new DomainError('deadline_exceeded');
  return left;
}

/**
 * The result, unless it comes too late. MongoDB itself ends the operation (`maxTimeMS`); nobody waits longer for a server
 * that does not answer at all.
 *
 * @throws DomainError `deadline_exceeded`; a write may have taken effect all the same.
 */
export async function inTime<T>(operation: Promise<T>, leftMs: number | undefined): Promise<T> {
  const late = Promise.withResolvers<never>();
  const giveUp = (): void => late.reject(new DomainError('deadline_exceeded'));
  const timer = leftMs === undefined ? undefined : setTimeout(giveUp, leftMs);
  try {
    return await Promise.race([operation, late.promise]);
  } catch (error) {
    throw isTimeOver(error) ? new DomainError('deadline_exceeded') : error;
  } finally {
    clearTimeout(timer);
  }
}

/** Whether MongoDB gave the operation up because its time was over. */
const isTimeOver = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === MAX_TIME_EXPIRED;
