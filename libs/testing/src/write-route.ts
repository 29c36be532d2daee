import { isDomainError } from '@crm/kernel';
import { runInRequest } from '@crm/observability';
import { mongo, type Connection } from 'mongoose';
import { startMongoStorm } from './mongo-storm.ts';
import { uniqueName } from './unique-name.ts';

/** A way by which a service changes its data, so that what it acknowledged can be compared with what it stored. */
export interface WriteRoute {
  readonly name: string;
  /** How many commands go to the same target, some of them at once; one when left out. */
  readonly perTarget?: number;
  /** Something to write to: the id of a record, or a mark by which a record that is to be made is found again. */
  target(): Promise<string>;
  write(target: string): Promise<unknown>;
  /** How often a command has taken effect on the target; a part of an effect is a fraction. */
  effects(target: string): Promise<number>;
}

export interface RouteOutcome {
  /** Commands of MongoDB that have failed meanwhile. */
  readonly failures: number;
  readonly acknowledged: number;
  /** Told to their caller as perhaps stored: they may be, or not. */
  readonly unknown: number;
  /** Told to their caller as failed; they must not be stored. */
  readonly refused: readonly string[];
  /** Targets on which less has taken effect than was acknowledged, or more than was possible. */
  readonly lost: number;
  readonly doubled: number;
}

/** Each way of failing is there for a part of the time and of the commands only: in all about a tenth of them fail. */
const FAILING_SHARE = 0.3;
const AT_ONCE = 8;
const DEADLINE_MS = 30_000;

/** How many commands each route is tested with. */
const writesPerRoute = (): number => Number(process.env['WRITES_PER_ROUTE'] ?? 6);

/** Sends commands of this route while MongoDB fails, heals it, and compares what was told with what is stored. */
export async function writeInStorm(connection: Connection, route: WriteRoute): Promise<RouteOutcome> {
  const targets = await prepare(route, Math.ceil(writesPerRoute() / (route.perTarget ?? 1)));
  const endStorm = startMongoStorm(connection, FAILING_SHARE);
  await writeAll(route, targets);
  return { failures: await endStorm(), ...(await judge(route, targets)) };
}

/** The number that all parts of an effect agree on: a record, its journal and its total. They change together or not at all. */
export const agreed = (...parts: readonly number[]): number => (new Set(parts).size === 1 ? Number(parts[0]) : NaN);

/** One target and what was told of the commands to it. */
class Told {
  acknowledged = 0;
  unknown = 0;
  readonly refused: string[] = [];

  constructor(readonly target: string) {}

  failed(error: unknown): void {
    if (isUnknown(error)) this.unknown += 1;
    else this.refused.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

const isUnknown = (error: unknown): boolean =>
  (isDomainError(error) && error.code === 'deadline_exceeded') ||
  (error instanceof mongo.MongoError && error.hasErrorLabel('UnknownTransactionCommitResult'));

const prepare = (route: WriteRoute, count: number): Promise<Told[]> =>
  inTurns(Array.from({ length: count }), async () => new Told(await route.target()));

async function writeAll(route: WriteRoute, targets: readonly Told[]): Promise<void> {
  const due = targets.flatMap((target) => Array.from({ length: route.perTarget ?? 1 }, () => target));
  await inTurns(due, (told) => writeOnce(route, told));
}

/** Works on a few at once, and on the next as soon as one of them is done. */
async function inTurns<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const due = [...items];
  const results: Result[] = [];
  const takeTurns = async (): Promise<void> => {
    while (due.length > 0) results.push(await work(due.shift() as Item));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, takeTurns));
  return results;
}

async function writeOnce(route: WriteRoute, told: Told): Promise<void> {
  const scope = { requestId: uniqueName('write'), deadline: Date.now() + DEADLINE_MS };
  try {
    await runInRequest(scope, () => route.write(told.target));
    told.acknowledged += 1;
  } catch (error) {
    told.failed(error);
  }
}

async function judge(route: WriteRoute, targets: readonly Told[]): Promise<Omit<RouteOutcome, 'failures'>> {
  const outcome = { acknowledged: 0, unknown: 0, refused: [] as string[], lost: 0, doubled: 0 };
  const stored = await inTurns(targets, async (told) => ({ told, effects: await route.effects(told.target) }));
  for (const { effects, told } of stored) {
    const { acknowledged, unknown, refused } = told;
    outcome.acknowledged += acknowledged;
    outcome.unknown += unknown;
    outcome.refused.push(...refused);
    if (effects < acknowledged) outcome.lost += 1;
    if (effects > acknowledged + unknown || !Number.isInteger(effects)) outcome.doubled += 1;
  }
  return outcome;
}
