import { Logger } from '@nestjs/common';
import type { LeaseRepository } from './lease.repository.ts';

const LEASE_MS = 15_000;
/** More often than the lease lasts: when the copy that had it dies, another one follows within seconds. */
const ATTEMPT_MS = 5_000;

interface RoundsOptions {
  /** Names the lease. */
  readonly lease: string;
  /** Who does the work, for the log. */
  readonly owner: string;
  readonly leases: LeaseRepository;
  readonly round: () => Promise<void>;
}

/** Repeats a round of work every few seconds, in one copy of the service at a time; one that fails is told in the log. */
export class LeasedRounds {
  private readonly log: Logger;
  private readonly stopping = new AbortController();
  private attempts: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(private readonly options: RoundsOptions) {
    this.log = new Logger(options.owner);
  }

  get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  begin(): void {
    this.attempt();
    this.attempts = setInterval(() => this.attempt(), ATTEMPT_MS);
  }

  /** Waits for the round in hand, which looks at `isStopping` between its steps. */
  async stop(): Promise<void> {
    clearInterval(this.attempts);
    this.stopping.abort();
    await this.running;
  }

  private attempt(): void {
    this.running ??= this.underLease()
      .catch((error: unknown) => this.log.warn(error, `The round ${this.options.lease} has failed`))
      .finally(() => (this.running = undefined));
  }

  private async underLease(): Promise<void> {
    const { leases, lease, round } = this.options;
    if (await leases.take(lease, LEASE_MS)) await round();
  }
}
