import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EventMessage } from '@crm/contracts';
import { within } from '@crm/kernel';
import { eventsSkipped, runInRequest } from '@crm/observability';
import { Transaction } from '@crm/persistence';
import { OUTBOX_SETTINGS, type OutboxSettings } from '../outbox-settings.ts';
import type { InboxItem } from './inbox-item.ts';
import { InboxLedger } from './inbox-ledger.ts';
import { planInbox, recordKey, type Step } from './inbox-plan.ts';
import { passingOver } from './versions-seen.ts';

/** Beyond the time of the handlers themselves, for reading, writing and committing. */
const COMMIT_MS = 5_000;

/** How the transaction of some events ended. */
export type InboxOutcome =
  | { readonly kind: 'stored'; readonly steps: readonly Step[] }
  /** `inHandler`: it was a handler that failed, not what surrounds it. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly inHandler: boolean };

/** Lets events take effect together: all of them or none. */
@Injectable()
export class InboxTransaction {
  private readonly logger = new Logger(InboxTransaction.name);

  constructor(
    private readonly transaction: Transaction,
    private readonly ledger: InboxLedger,
    @Inject(OUTBOX_SETTINGS) private readonly settings: Pick<OutboxSettings, 'handlerMs'>,
  ) {}

  async apply(items: readonly InboxItem[]): Promise<InboxOutcome> {
    const deadline = Date.now() + this.settings.handlerMs + COMMIT_MS;
    const run: HandlerRun = { failed: false };
    try {
      const work = (): Promise<readonly Step[]> => this.applyWithin(items, run);
      const steps = await runInRequest({ requestId: randomUUID(), deadline }, () => this.transaction.run(work));
      this.reportSkipped(items, steps);
      return { kind: 'stored', steps };
    } catch (error) {
      return { kind: 'failed', error, inHandler: run.failed };
    }
  }

  /** Records that the events of a record go on after this one although it has not taken effect. */
  passOver(message: EventMessage): Promise<void> {
    return this.transaction.run(async () => {
      const before = await this.ledger.read([message]);
      const key = recordKey(message);
      await this.ledger.write(new Map([[key, passingOver(before.get(key), message.seq)]]), before);
    });
  }

  private async applyWithin(items: readonly InboxItem[], run: HandlerRun): Promise<readonly Step[]> {
    run.failed = false;
    const before = await this.ledger.read(items.map(({ message }) => message));
    const { steps, moved } = planInbox(items, before);
    await this.ledger.write(moved, before);
    for (const [index, item] of items.entries()) if (steps[index]?.kind === 'apply') await this.handle(item, run);
    return steps;
  }

  private async handle(item: InboxItem, run: HandlerRun): Promise<void> {
    const { handlerMs } = this.settings;
    const scope = { requestId: item.message.requestId, deadline: Date.now() + handlerMs };
    try {
      await runInRequest(scope, () => within(handlerMs, item.handle()));
    } catch (error) {
      run.failed = true;
      throw error;
    }
  }

  private reportSkipped(items: readonly InboxItem[], steps: readonly Step[]): void {
    for (const [index, step] of steps.entries()) {
      if (step.kind !== 'apply' || step.missing === 0) continue;
      const { id, aggregate, seq } = items[index]?.message ?? {};
      this.logger.error({ eventId: id, aggregate, seq, missing: step.missing }, 'Missing events were passed over');
      eventsSkipped.inc(step.missing);
    }
  }
}

/** Whether a handler has failed in the last run of the transaction. */
interface HandlerRun {
  failed: boolean;
}
