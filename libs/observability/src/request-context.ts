import { AsyncLocalStorage } from 'node:async_hooks';

/** What one request carries through every call that it causes, without being handed from function to function. */
export interface RequestScope {
  /** The same in all services that the request touches; it joins their log lines. */
  readonly requestId: string;
  /** Who asks, as verified by `@crm/access`, which alone knows its shape. */
  readonly actor?: unknown;
  /** The signed form of the actor, passed on to the next service. */
  readonly actorToken?: string;
  /** The network address from which the request came to the system. */
  readonly address?: string;
  /** Why it was made, in the words of whoever made it. */
  readonly reason?: string;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadline?: number;
  /** The key under which the caller may repeat this request without repeating its effect. */
  readonly repeatable?: RepeatableRequest;
  /** The services that were told to change something; filled by whoever tells them. */
  readonly commanded?: Set<string>;
}

/** A request that its caller may send again, because he does not know whether it took effect. */
export interface RepeatableRequest {
  /** Names the caller, the route and his key: SHA-256, 64 hexadecimal digits. */
  readonly key: string;
  /** SHA-256 of what was asked: the same key with another question is a mistake of the caller. */
  readonly fingerprint: string;
  /** Becomes true when the answer is the one that was stored the first time. */
  replayed: boolean;
}

const scopes = new AsyncLocalStorage<RequestScope>();

/** Runs the work, and everything that it awaits, inside the request. */
export function runInRequest<T>(scope: RequestScope, work: () => T): T {
  return scopes.run(scope, work);
}

/** The request being served, or undefined outside of any: at boot, in timers. */
export function currentRequest(): RequestScope | undefined {
  return scopes.getStore();
}
