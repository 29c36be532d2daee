import { currentTransaction } from '@crm/observability';
import mongoose, { type ClientSession, type mongo } from 'mongoose';
import { assertTrusted } from './assert-trusted.ts';
import { repeatWorkOnDrop } from './dropped-links.ts';
import { inTime, timeLeftMs } from './time-limit.ts';

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

/** Those that find records, with the place of their filter. */
const FILTER_AT: Partial<Record<Operation, number>> = {
  countDocuments: 0,
  deleteMany: 0,
  deleteOne: 0,
  distinct: 1,
  find: 0,
  findOne: 0,
  findOneAndDelete: 0,
  findOneAndReplace: 0,
  findOneAndUpdate: 0,
  replaceOne: 0,
  updateMany: 0,
  updateOne: 0,
};

type Operation = keyof typeof OPTIONS_AT;
type Options = Readonly<{ session?: ClientSession | null; maxTimeMS?: number }>;

/** Sessions with an operation under way. */
const busy = new WeakSet<ClientSession>();

/**
 * The one place that every operation of Mongoose passes. It gives each the time that is left (`timeLeftMs`), and refuses
 * what would lose data without a word: an operation that a transaction does not know of (M2), and a second one while the
 * first of the same transaction is under way (M5), and an operator that would be taken for a value (M7).
 */
export class GuardedCollection extends mongoose.Collection {}

for (const [operation, place] of Object.entries(OPTIONS_AT)) guard(operation as Operation, place);

function guard(operation: Operation, place: number): void {
  const plain = GuardedCollection.prototype[operation];
  const filterAt = FILTER_AT[operation];
  const guarded = function (this: mongoose.Collection, ...given: unknown[]): unknown {
    const options: Options = given[place] ?? {};
    const session = options.session ?? undefined;
    assertKnown(operation, session);
    if (filterAt !== undefined) assertTrusted(given[filterAt]);
    const leftMs = timeLeftMs(this.conn);
    given[place] = limited(options, leftMs);
    const run = (): unknown => Reflect.apply(plain, this, given);
    const watch: Watch = (start) => inTime(session ? alone(session, operation, start) : start(), leftMs);
    return isLazy(operation) ? watchedCursor(run() as Cursor, watch) : watch(run as () => Promise<unknown>);
  };
  Object.defineProperty(GuardedCollection.prototype, operation, { value: guarded });
}

type Watch = <T>(start: () => Promise<T>) => Promise<T>;
type Cursor = Pick<mongo.FindCursor<unknown>, 'toArray'>;

/** These answer with a cursor, which asks nothing of the server before it is read. */
const isLazy = (operation: Operation): boolean => operation === 'find' || operation === 'aggregate';

function watchedCursor(cursor: Cursor, watch: Watch): Cursor {
  const read = cursor.toArray.bind(cursor);
  cursor.toArray = () => watch(read);
  return cursor;
}

function assertKnown(operation: Operation, session: ClientSession | undefined): void {
  if (session || !currentTransaction()) return;
  throw new Error(`${operation} would be outside of the transaction that it is written in: use the model (M2)`);
}

const limited = (options: Options, leftMs: number | undefined): Options =>
  leftMs === undefined ? options : { ...options, maxTimeMS: Math.min(leftMs, options.maxTimeMS ?? Infinity) };

async function alone<T>(session: ClientSession, operation: Operation, start: () => Promise<T>): Promise<T> {
  if (busy.has(session)) {
    throw new Error(`${operation} while another operation of the transaction is under way: await one by one (M5)`);
  }
  busy.add(session);
  try {
    return await repeatWorkOnDrop(start());
  } finally {
    busy.delete(session);
  }
}
