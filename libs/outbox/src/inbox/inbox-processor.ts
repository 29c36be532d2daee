import { Injectable } from '@nestjs/common';
import { DomainError, outageOf } from '@crm/kernel';
import type { DeliveredEvent, EventProcessor, Verdict } from '@crm/messaging';
import { crashPoint } from '@crm/observability';
import { GapRepair } from './gap-repair.ts';
import { type InboxTurn, itemsOf } from './inbox-item.ts';
import { recordKey, type Step } from './inbox-plan.ts';
import { InboxTransaction } from './inbox-transaction.ts';
import { judgeFailure } from './judge-failure.ts';
import type { EventHandlers } from './missing-events.ts';

/**
 * Makes events of other services take effect in this one: each once, in the order of its record, a batch in one
 * transaction. When that fails, its events are tried one by one, so that a bad one holds up its own record alone.
 */
@Injectable()
export class InboxProcessor implements EventProcessor {
  constructor(
    private readonly repair: GapRepair,
    private readonly inbox: InboxTransaction,
  ) {}

  /** Who handles events that were missing and had to be asked for; without it they are passed over. */
  handleMissingWith(handlers: EventHandlers): void {
    this.repair.handleWith(handlers);
  }

  async process(batch: readonly DeliveredEvent[]): Promise<readonly Verdict[]> {
    const turns = await this.repair.prepare(batch);
    const verdicts = (await this.together(turns)) ?? (await this.oneByOne(turns));
    crashPoint('inbox.committed');
    return verdicts;
  }

  /** @returns undefined when the batch cannot take effect as a whole. */
  private async together(turns: readonly InboxTurn[]): Promise<Verdict[] | undefined> {
    const outcome = await this.inbox.apply(turns.flatMap(itemsOf));
    if (outcome.kind === 'stored') return verdictsOf(turns, outcome.steps);
    if (outageOf(outcome.error)) throw outcome.error;
    return undefined;
  }

  private async oneByOne(turns: readonly InboxTurn[]): Promise<Verdict[]> {
    const heldUp = new Set<string>();
    const verdicts: Verdict[] = [];
    for (const turn of turns) {
      const key = recordKey(turn.delivered.message);
      const verdict: Verdict = heldUp.has(key) ? { kind: 'wait' } : await this.alone(turn);
      if (verdict.kind === 'retry' || verdict.kind === 'wait') heldUp.add(key);
      verdicts.push(verdict);
    }
    return verdicts;
  }

  private async alone(turn: InboxTurn): Promise<Verdict> {
    const outcome = await this.inbox.apply(itemsOf(turn));
    if (outcome.kind === 'stored') return verdictsOf([turn], outcome.steps)[0] ?? { kind: 'wait' };
    if (outageOf(outcome.error) || (!outcome.inHandler && outcome.error instanceof DomainError)) {
      throw outcome.error;
    }
    const verdict = judgeFailure(turn.delivered, outcome.error);
    if (turn.fetched.length > 0) return this.afterFetched(turn, verdict);
    if (verdict.kind === 'dead') await this.inbox.passOver(turn.delivered.message);
    return verdict;
  }

  /** Whether the fetched events or the delivered one has failed: in the end the delivered one goes without them. */
  private afterFetched(turn: InboxTurn, verdict: Verdict): Promise<Verdict> | Verdict {
    if (verdict.kind === 'dead') return this.alone({ ...turn, fetched: [] });
    return verdict;
  }
}

/** The verdicts of the delivered events; the steps of those that were fetched come before each. */
function verdictsOf(turns: readonly InboxTurn[], steps: readonly Step[]): Verdict[] {
  let next = 0;
  return turns.map(({ fetched }) => {
    next += fetched.length + 1;
    return { kind: steps[next - 1]?.kind === 'wait' ? 'wait' : 'done' };
  });
}
