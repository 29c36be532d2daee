import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { systemActor } from '@crm/access';
import { resolveActor } from '@crm/contracts';
import { Clock, DomainError, isDomainError } from '@crm/kernel';
import { RpcClient } from '@crm/messaging';
import { AccountRepository } from './account.repository.ts';
import type { AccountDocument } from './account.schema.ts';
import type { Caller } from './caller.ts';

/** So long an employee whose role has changed may still act as before where nobody has told of it. */
const TTL_MS = 50_000;
/** Without the clients service, those whom it has described lately go on working in the others. */
const LONGEST_WITHOUT_SERVICE_MS = 10 * 60_000;

interface Entry {
  readonly caller: Caller;
  readonly resolvedAt: number;
}

const outages: readonly string[] = ['service_unavailable', 'deadline_exceeded'];

/** Knows who stands behind an account, and asks but once for all requests that wait for the same one. */
@Injectable()
export class CallerDirectory {
  private readonly entries: LRUCache<string, Entry>;
  /** What was found out before this moment may not be so any more. */
  private changedAt = 0;

  constructor(
    private readonly accounts: AccountRepository,
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
  ) {
    this.entries = new LRUCache({
      max: 10_000,
      ttl: TTL_MS,
      perf: { now: () => this.now() },
      ttlResolution: 0,
      // What has gone stale is still needed should the clients service be away.
      noDeleteOnStaleGet: true,
      noDeleteOnFetchRejection: true,
      fetchMethod: (accountId, stale) => this.renew(accountId, stale),
    });
  }

  /** The caller when he is known at this moment, so that most requests need not wait at all. */
  known(accountId: string): Caller | undefined {
    const entry = this.entries.get(accountId);
    return entry && this.isFresh(entry) ? entry.caller : undefined;
  }

  /** @throws DomainError `unauthenticated` when the account is disabled or its employee works here no more. */
  async get(accountId: string): Promise<Caller> {
    const known = this.entries.peek(accountId, { allowStale: true });
    const forceRefresh = known !== undefined && !this.isFresh(known);
    try {
      const entry = await this.entries.fetch(accountId, { forceRefresh });
      if (!entry) throw new DomainError('unauthenticated');
      return entry.caller;
    } catch (error) {
      if (wasForgotten(error)) return this.get(accountId);
      throw error;
    }
  }

  /** Makes the next question about the account a fresh one. */
  forget(accountId: string): void {
    this.entries.delete(accountId);
  }

  /** Makes the next question about anybody a fresh one; should the clients service be away then, what is known goes on. */
  doubtAll(): void {
    this.changedAt = this.now();
  }

  private isFresh({ resolvedAt }: Entry): boolean {
    return resolvedAt > this.changedAt;
  }

  private async renew(accountId: string, stale: Entry | undefined): Promise<Entry> {
    // As of the question: what changes while it is on its way is not in the answer.
    const resolvedAt = this.now();
    const account = await this.accounts.findById(accountId);
    if (account?.status !== 'active') throw new DomainError('unauthenticated');
    try {
      return { caller: await this.describe(account), resolvedAt };
    } catch (error) {
      const outage = isDomainError(error) && outages.includes(error.code);
      if (outage && stale && this.now() - stale.resolvedAt < LONGEST_WITHOUT_SERVICE_MS) return stale;
      throw error;
    }
  }

  private now(): number {
    return this.clock.now().getTime();
  }

  private async describe({ _id, employeeId, role, email }: AccountDocument): Promise<Caller> {
    const question = { employeeId: employeeId.toHexString(), role };
    const found = await this.rpc.call(resolveActor, question, { actor: systemActor }).catch((error: unknown) => {
      throw isDomainError(error) && error.code === 'employee.not_found' ? new DomainError('unauthenticated') : error;
    });
    if (found.status === 'dismissed') throw new DomainError('unauthenticated');
    const { name, status: _active, secondFactorRequired = false, ...access } = found;
    const actor = { accountId: _id.toHexString(), role, ...access };
    return { actor, departmentId: access.departmentId, name, email, secondFactorRequired };
  }
}

/** How the cache ends a question whose account is forgotten before it is answered: it has to be asked anew. */
const wasForgotten = (error: unknown): boolean => error instanceof Error && error.message === 'deleted';
