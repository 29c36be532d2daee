import { currentTransaction } from '@crm/observability';
import mongoose, { type ClientSession, type mongo } from 'mongoose';
import { timeLeftMs } from './time-limit.ts';

/** Every operation by which models reach the driver, with the place of its options among its arguments. */
const OPTIONS_AT = {
  aggregate: 1,
  bulkWrite: 1,
  countDocuments: 1,
  deleteMany: 1,
  deleteOne: 1,
  distinct: 2,
  estimatedDocumentCount: 0,
  find: 1,
  findOne: 1,
  findOneAndDelete: 1,
  findOneAndReplace: 2,
  findOneAndUpdate: 2,
  insertMany: 1,
  insertOne: 1,
  replaceOne: 2,
  updateMany: 2,
  updateOne: 2,
} as const satisfies Partial<Record<keyof mongoose.Collection, number>>;

type Operation = keyof typeof OPTIONS_AT;
type Options = Readonly<{ session?: ClientSession | null; maxTimeMS?: number }>;

/** Sessions with an operation under way. */
const busy = new WeakSet<ClientSession>();

/**
 * The one place that every operation of Mongoose passes. It gives each the time that is left (`timeLeftMs`), and refuses
 * what would lose data without a word: an operation that a transaction does not know of (M2), and a second one while the
 * first of the same transaction is under way (M5).
 */
export class GuardedCollection extends mongoose.Collection {}

for (const [operation, place] of Object.entries(OPTIONS_AT)) guard(operation as Operation, place);

function guard(operation: Operation, place: number): void {
  const plain = GuardedCollection.prototype[operation];
  const guarded = function (this: mongoose.Collection, ...given: unknown[]): unknown {
    const options: Options = given[place] ?? {};
    const session = options.session ?? undefined;
    assertKnown(operation, session);
    given[place] = within(timeLeftMs(this.conn), options);
    const run = (): unknown => Reflect.apply(plain, this, given);
    return session ? alone(session, operation, run) : run();
  };
  Object.defineProperty(GuardedCollection.prototype, operation, { value: guarded });
}

function assertKnown(operation: Operation, session: ClientSession | undefined): void {
  if (session || !currentTransaction()) return;
  throw new Error(`${operation} would be outside of the transaction that it is written in: use the model (M2)`);
}

const within = (leftMs: number | undefined, options: Options): Options =>
  leftMs === undefined ? options : { ...options, maxTimeMS: Math.min(leftMs, options.maxTimeMS ?? Infinity) };

function alone(session: ClientSession, operation: Operation, run: () => unknown): unknown {
  if (busy.has(session)) {
    throw new Error(`${operation} while another operation of the transaction is under way: await one by one (M5)`);
  }
  const result = run();
  if (isCursor(result)) return aloneWhenRead(result, session, operation);
  if (!(result instanceof Promise)) return result;
  busy.add(session);
  return result.finally(() => busy.delete(session));
}

/** A cursor asks nothing of the server before it is read. */
function aloneWhenRead(cursor: Cursor, session: ClientSession, operation: Operation): Cursor {
  const read = cursor.toArray.bind(cursor);
  cursor.toArray = () => alone(session, operation, read) as Promise<unknown[]>;
  return cursor;
}

type Cursor = Pick<mongo.FindCursor<unknown>, 'toArray'>;

const isCursor = (result: unknown): result is Cursor =>
  typeof result === 'object' && result !== null && 'toArray' in result;
