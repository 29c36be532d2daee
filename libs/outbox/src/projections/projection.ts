import type { Fact, ServiceName } from '@crm/contracts';

/** A copy that a service keeps of other services' facts, and that can be made anew while it is in use. */
export interface Projection {
  /** `deals.known-clients`: what stands before the dot names the service that keeps it. */
  readonly name: string;
  /** The service whose facts it keeps. */
  readonly teller: ServiceName;
  /** The kinds of records it is made of, in the order in which they are read. */
  readonly kinds: readonly string[];
  /**
   * What a rebuild has to do with some records before it takes them over, outside of its transaction; it may be done twice.
   */
  prepare?(kind: string, facts: readonly Fact[]): Promise<void>;
  /**
   * Takes over the state of some records, within the transaction under way. A row keeps the highest version that it has
   * seen, and the highest generation: `keepNewest` does both.
   */
  apply(kind: string, facts: readonly Fact[], generation: number): Promise<void>;
  /** Removes rows of generations before this one, `limit` at most. @returns how many were removed. */
  removeOlder(generation: number, limit: number): Promise<number>;
}
