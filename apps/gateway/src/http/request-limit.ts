import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Role } from '@crm/contracts';
import { within } from '@crm/kernel';
import type { RedisClient } from '@crm/redis';

const WINDOW_SECONDS = 60;
/** A Redis that is frozen rather than gone keeps silent; nobody's request waits longer than this to be counted. */
const ANSWER_MS = 1_000;
/** So long a silent Redis is left alone, so that not every request waits for it. */
const PAUSE_MS = 30_000;

/** Requests in a minute; 0 is no limit. */
export interface RequestLimits {
  /** Reads of one account. */
  readonly reads: number;
  /** Changes by one account. */
  readonly writes: number;
  /** Reads of one program, that is an account of the role integration. */
  readonly programReads: number;
  readonly programWrites: number;
  /** Requests from one address by callers who have not said who they are. */
  readonly strangers: number;
}

/** Who is counted, and as what. */
export interface Counted {
  readonly policy: keyof RequestLimits;
  /** The account, or the address of a stranger. */
  readonly key: string;
}

/** Where a caller stands after a request. */
export interface Standing extends Pick<Counted, 'policy'> {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the count begins anew. */
  readonly resetSeconds: number;
  /** The request was one too many. */
  readonly exceeded: boolean;
}

type Limiter = RateLimiterRedis | RateLimiterMemory;
type Limiters<Kind extends Limiter> = Partial<Record<keyof RequestLimits, Kind>>;

/** As what a signed-in caller's request counts. */
export function policyOf(role: Role, isChange: boolean): keyof RequestLimits {
  if (role === 'integration') return isChange ? 'programWrites' : 'programReads';
  return isChange ? 'writes' : 'reads';
}

/**
 * Keeps one caller from taking the system from the others. Counted in Redis, for all copies of the gateway together. Without
 * Redis each copy counts by itself: a limit is a courtesy between callers and never a reason to refuse everybody.
 */
export class RequestLimit {
  private readonly shared: Limiters<RateLimiterRedis> = {};
  private readonly own: Limiters<RateLimiterMemory> = {};
  private pausedUntil = 0;

  constructor(
    redis: RedisClient,
    keyPrefix: string,
    private readonly limits: RequestLimits,
  ) {
    for (const policy of Object.keys(limits) as (keyof RequestLimits)[]) {
      const points = limits[policy];
      if (points === 0) continue;
      const common = { points, duration: WINDOW_SECONDS, keyPrefix: `${keyPrefix}requests.${policy}` };
      this.own[policy] = new RateLimiterMemory(common);
      // Whoever goes on asking above his limit is refused without asking Redis again.
      const silenced = { inMemoryBlockOnConsumed: points + 1 };
      const store = { storeClient: redis, useRedisPackage: true, rejectIfRedisNotReady: true };
      this.shared[policy] = new RateLimiterRedis({ ...common, ...store, ...silenced });
    }
  }

  /** Counts a request; undefined where its kind has no limit. Never fails, and waits for Redis a second at most. */
  async count({ policy, key }: Counted): Promise<Standing | undefined> {
    const shared = this.shared[policy];
    const own = this.own[policy];
    if (!shared || !own) return undefined;
    const limit = this.limits[policy];
    if (performance.now() < this.pausedUntil) return { policy, limit, ...(await consume(own, key)) };
    try {
      return { policy, limit, ...(await within(ANSWER_MS, consume(shared, key))) };
    } catch {
      this.pausedUntil = performance.now() + PAUSE_MS;
      return { policy, limit, ...(await consume(own, key)) };
    }
  }
}

/** A refusal of the library is an answer like any other; only a failure of Redis is an error. */
async function consume(limiter: Limiter, key: string): Promise<Omit<Standing, 'policy' | 'limit'>> {
  try {
    return standingOf(await limiter.consume(key), false);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return standingOf(refusal, true);
    throw refusal;
  }
}

const standingOf = ({ remainingPoints, msBeforeNext }: RateLimiterRes, exceeded: boolean) => ({
  remaining: remainingPoints,
  resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  exceeded,
});

/**
 * The fields of draft-ietf-httpapi-ratelimit-headers-10: the policy as quota and window in seconds, and what is left of it
 * for how many seconds.
 */
export function limitHeaders({ policy, limit, remaining, resetSeconds }: Standing): Record<string, string> {
  return {
    'ratelimit-policy': `"${policy}";q=${limit};w=${WINDOW_SECONDS}`,
    ratelimit: `"${policy}";r=${remaining};t=${resetSeconds}`,
  };
}
