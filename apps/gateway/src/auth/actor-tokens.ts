import { LRUCache } from 'lru-cache';
import type { SignActor } from '@crm/access';
import type { Caller } from './caller.ts';

/** Well within the minute for which a service accepts the token. */
const TTL_MS = 30_000;

/** The signed form of "who asks". One signature serves an account for half a minute: signing costs more than asking. */
export class ActorTokens {
  /** By the caller object itself: when the directory has renewed it, the token is made anew. */
  private readonly tokens = new LRUCache<Caller, Promise<string>>({ max: 10_000, ttl: TTL_MS });

  constructor(private readonly sign: SignActor) {}

  for(caller: Caller): Promise<string> {
    const known = this.tokens.get(caller);
    if (known) return known;
    const token = this.sign(caller.actor);
    this.tokens.set(caller, token);
    token.catch(() => this.tokens.delete(caller));
    return token;
  }
}
