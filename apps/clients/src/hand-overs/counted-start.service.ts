import { Injectable } from '@nestjs/common';
import type { HandOver, HandOverCounts, LivingWorkOf } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { currentRequest } from '@crm/observability';
import { StoredCommandLog } from '@crm/persistence';
import { HandOverCounter } from './hand-over-counter.ts';

/** How counting what an employee answers for has ended. */
export type Counting = PromiseSettledResult<HandOverCounts>;

/** Reached only when an answer ceased to be kept after it had been found. */
const unasked: Counting = { status: 'rejected', reason: new DomainError('service_unavailable') };

/** Begins what needs to know how much there is to move. */
@Injectable()
export class CountedStart {
  constructor(
    private readonly counter: HandOverCounter,
    private readonly commands: StoredCommandLog,
  ) {}

  /**
   * Counts and begins, or answers as the first time when the caller repeats his command. The other services are asked
   * before the transaction, which would otherwise keep what it has locked while it waits for them; a repetition that has
   * its answer asks nobody.
   *
   * @throws whatever `open` throws, and of a repetition as `StoredCommandLog.once`.
   */
  async start(work: LivingWorkOf, open: (counting: Counting) => Promise<HandOver>): Promise<HandOver> {
    const command = currentRequest()?.repeatable;
    if (!command) return open(await this.count(work));
    const isAnswered = await this.commands.isAnswered(command);
    const counting = isAnswered ? unasked : await this.count(work);
    return this.commands.once(command, () => open(counting));
  }

  private async count(work: LivingWorkOf): Promise<Counting> {
    const [counting] = await Promise.allSettled([this.counter.count(work)]);
    return counting;
  }
}
