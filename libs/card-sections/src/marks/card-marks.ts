import { Logger, type Provider } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { serviceNames, type ServiceName } from '@crm/contracts';
import { within } from '@crm/kernel';
import { newId } from '@crm/persistence';
import { type RedisClient, RedisConnection } from '@crm/redis';
import type { Connection } from 'mongoose';
import { setTimeout as pause } from 'node:timers/promises';

/** No kept card is served that is older than this, in milliseconds, whatever was lost on the way. */
export const LEASE_MS = 2_000;
/** So long a card may be kept at all, in seconds. */
export const KEPT_SECONDS = 300;
/** A mark outlives every card from before it, also one that was fetched to be kept elsewhere: without it that would look right again. */
const MARK_SECONDS = 3 * KEPT_SECONDS;
/** A Redis that is frozen keeps silent; nobody waits longer for it, in milliseconds. */
const ANSWER_MS = 250;

/** What Redis' count of milliseconds and ours may differ by in two seconds, in milliseconds. */
const CLOCK_MS = 10;

/** Prolongs a lease that is still the same one: after a Redis was emptied it is not, and what it vouched for is gone too. */
const PROLONG = `
  if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
  return redis.call('pexpire', KEYS[1], ARGV[2])`;

/** Under what each service's section of a card is kept. */
export type SectionMarks = Readonly<Record<ServiceName, string>>;

interface Gathering {
  readonly ids: Set<string>;
  readonly found: Promise<ReadonlyMap<string, SectionMarks> | undefined>;
}

/**
 * Says in Redis what has become of the cards of clients, so that whoever keeps a card whole can tell what of it is right still.
 * Each service has one teller, who holds a lease for as long as he has told of everything that was stored; each change gives
 * the sections of its clients another mark. The lease of a service and its mark of a client, read before his section is, are
 * what the section is kept under: it is right for as long as they are the same.
 */
export class CardMarks {
  private readonly logger = new Logger(CardMarks.name);
  private reachedAt = performance.now();
  private isSilent = false;
  private gathering: Gathering | undefined;
  private readonly leases: readonly string[];

  /** @param prefix put before the keys, where several systems share a Redis. */
  constructor(
    private readonly redis: RedisClient,
    private readonly prefix: string,
  ) {
    this.leases = serviceNames.map((service) => this.leaseOf(service));
  }

  /**
   * Under what the sections of a card are kept that are read from now on; undefined when not all services vouch for what is kept at
   * this moment, or Redis does not answer.
   */
  async read(clientId: string): Promise<SectionMarks | undefined> {
    this.gathering ??= this.gather();
    const { ids, found } = this.gathering;
    ids.add(clientId);
    return (await found)?.get(clientId);
  }

  /** Those who ask in one turn of the loop are told with one question to Redis, of which the leases are most. */
  private gather(): Gathering {
    const ids = new Set<string>();
    const found = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.gathering = undefined;
      return this.readAll([...ids]).catch(() => undefined);
    });
    return { ids, found };
  }

  /** @returns nothing when not all vouch for kept cards. @throws Error when Redis does not answer. */
  private async readAll(clientIds: readonly string[]): Promise<ReadonlyMap<string, SectionMarks> | undefined> {
    const marks = clientIds.flatMap((id) => serviceNames.map((service) => this.markOf(service, id)));
    const values = await this.reach(this.redis.mGet([...this.leases, ...marks]));
    const leases = values.slice(0, this.leases.length);
    if (leases.includes(null)) return undefined;
    return new Map(
      clientIds.map((id, client) => {
        const own = values.slice(leases.length * (client + 1), leases.length * (client + 2));
        const under = serviceNames.map((service, place) => [service, `${leases[place]} ${own[place] ?? ''}`]);
        return [id, Object.fromEntries(under) as SectionMarks];
      }),
    );
  }

  /**
   * Marks what the service shows of these clients, for it has changed. When that cannot be said, waits until nobody relies on what this
   * process has said so far: for two seconds at the most, and not at all while Redis has been away for longer.
   */
  async change(service: ServiceName, clientIds: Iterable<string>): Promise<void> {
    try {
      await this.mark(service, clientIds);
    } catch {
      await outlive(this.reachedAt);
    }
  }

  /**
   * Waits until nobody relies any more on what was vouched for before now: two seconds, for whoever vouches then has looked since. For
   * a change that was stored without anybody knowing whether it is marked.
   */
  async outliveLeases(): Promise<void> {
    await outlive(performance.now());
  }

  /** As `change`, for who vouches. @throws Error when Redis does not answer. */
  async mark(service: ServiceName, clientIds: Iterable<string>): Promise<void> {
    const mark = newId();
    const said = Array.from(clientIds, (id) => this.redis.set(this.markOf(service, id), mark, { EX: MARK_SECONDS }));
    await this.reach(Promise.all(said));
  }

  /** Whether somebody vouches for what the service has stored. @throws Error when Redis does not answer. */
  async isVouchedFor(service: ServiceName): Promise<boolean> {
    return (await this.reach(this.redis.exists(this.leaseOf(service)))) === 1;
  }

  /**
   * Vouches that all is told that was stored before the moment (of `performance.now()`), as a new teller.
   *
   * @returns the name of the lease; undefined when another one was faster. @throws Error when Redis does not answer.
   */
  async takeLease(service: ServiceName, toldUntil: number): Promise<string | undefined> {
    const lease = newId();
    const left = leftOf(toldUntil);
    if (left <= 0) return undefined;
    const taken = await this.reach(this.redis.set(this.leaseOf(service), lease, { PX: left, condition: 'NX' }));
    return taken === null ? undefined : lease;
  }

  /** The same for the lease that is held. @returns false when it is lost. @throws Error when Redis does not answer. */
  async prolongLease(service: ServiceName, lease: string, toldUntil: number): Promise<boolean> {
    const left = leftOf(toldUntil);
    if (left <= 0) return false;
    const command = { keys: [this.leaseOf(service)], arguments: [lease, String(left)] };
    return (await this.reach(this.redis.eval(PROLONG, command))) === 1;
  }

  private async reach<Result>(command: Promise<Result>): Promise<Result> {
    try {
      const result = await within(ANSWER_MS, command);
      // Not when it was asked: a lease runs from when Redis has heard of it.
      this.reachedAt = performance.now();
      if (this.isSilent) this.logger.log('Redis answers again: cards are kept');
      this.isSilent = false;
      return result;
    } catch (error) {
      if (!this.isSilent) this.logger.warn('Redis does not answer: cards are put together each time', error);
      this.isSilent = true;
      throw error;
    }
  }

  private leaseOf(service: ServiceName): string {
    return `${this.prefix}section-lease:${service}`;
  }

  private markOf(service: ServiceName, clientId: string): string {
    return `${this.prefix}section-mark:${service}:${clientId}`;
  }
}

/** @param vouchedAt the moment (of `performance.now()`) before which the leases were taken or prolonged. */
async function outlive(vouchedAt: number): Promise<void> {
  await pause(Math.max(0, vouchedAt + LEASE_MS + CLOCK_MS - performance.now()));
}

const leftOf = (toldUntil: number): number => Math.floor(toldUntil + LEASE_MS - performance.now());

/** What the keys of a system begin with: its databases, of which each ends with its program, differ from those of other systems. */
export const prefixOf = (database: string): string => `${database.replace(/_[a-z]+$/, '')}:`;

/** The marks of the system to which the program belongs, for every program alike. */
export const cardMarks: Provider = {
  provide: CardMarks,
  inject: [RedisConnection, getConnectionToken()],
  useFactory: ({ client }: RedisConnection, { name }: Connection) => new CardMarks(client, prefixOf(name)),
};
