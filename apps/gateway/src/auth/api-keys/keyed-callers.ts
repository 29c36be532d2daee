import { Injectable } from '@nestjs/common';
import type { ApiKeyGrant } from '@crm/contracts';
import type { Caller } from '../caller.ts';
import { rightsOfKey } from './key-rights.ts';

/** The owner of a key as the services see him when his program asks. */
@Injectable()
export class KeyedCallers {
  /** By the owner as he is known: when he is looked up anew, so are these. One object for each set of grants serves many requests. */
  private readonly known = new WeakMap<Caller, Map<string, Caller>>();

  /** What makes of the owner of a key what the grants of the key leave of him. */
  limitTo(grants: readonly ApiKeyGrant[]): (owner: Caller) => Caller {
    return (owner) => this.limit(owner, grants);
  }

  private limit(owner: Caller, grants: readonly ApiKeyGrant[]): Caller {
    const limited = this.known.get(owner) ?? new Map<string, Caller>();
    this.known.set(owner, limited);
    const name = [...grants].sort().join();
    const caller = limited.get(name) ?? { ...owner, actor: { ...owner.actor, ...rightsOfKey(owner.actor, grants) } };
    limited.set(name, caller);
    return caller;
  }
}
