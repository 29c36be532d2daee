import { AsyncLocalStorage } from 'node:async_hooks';

/** What one request carries through every call that it causes, without being handed from function to function. */
export interface RequestScope {
  /** The same in all services that the request touches; it joins their log lines. */
  readonly requestId: string;
  /** Who asks, as verified by `@crm/access`, which alone knows its shape. */
  readonly actor?: unknown;
  /** The signed form of the actor, passed on to the next service. */
  readonly actorToken?: string;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadline?: number;
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
