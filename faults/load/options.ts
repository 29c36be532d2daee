/** What the load client is told when it is started. */
export interface LoadOptions {
  /** Where the gateways answer; when one does not, the next is asked. */
  readonly gateways: readonly string[];
  readonly users: readonly Credentials[];
  readonly journal: string;
  readonly seed: number;
  /** Stands in the marks of this load, so that its effects are told from those of others. */
  readonly name: string;
  readonly requestsPerSecond: number;
  /** Null for a load that lasts until it is told to end. */
  readonly seconds: number | null;
  /** How long a write is repeated after the load is over until its outcome is known. */
  readonly settleSeconds: number;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** How an answer is waited for: longer than the gateway's own deadline, which is the one that should strike. */
export const ANSWER_LIMIT_MS = 15_000;
