import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { ConsumeMessage } from 'amqplib';
import { crashPoint, eventVerdicts } from '@crm/observability';
import type { ConfirmedSender } from '../links/confirmed-sender.ts';
import { copyFor, type Routes } from './copies.ts';
import type { Deliveries } from './deliveries.ts';
import { readDelivery } from './delivery.ts';
import type { EventHandlers } from './event-handlers.ts';
import type { DeliveredEvent, EventProcessor, Verdict } from './event-processor.ts';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

export interface EventWork extends Routes {
  readonly handlers: EventHandlers;
  readonly processor: EventProcessor;
}

interface Surroundings extends EventWork {
  readonly sender: ConfirmedSender;
  /** Once the service is told to stop, what fails is not tried again: the broker gives it to the next process. */
  readonly stopping: AbortSignal;
}

interface Decided {
  readonly message: ConsumeMessage;
  readonly verdict: Verdict;
}

/**
 * Settles batches of messages. A message is acknowledged once: when it has taken effect, or when a copy of it is safe in
 * the queue where it waits or lies. What has failed for a reason of ours (the database is away, no copy is confirmed) is
 * tried again and again, counts as nobody's failure, and shows as `isStuck`.
 */
export class EventBatches {
  readonly #logger = new Logger(EventBatches.name);
  #isStuck = false;

  constructor(private readonly around: Surroundings) {}

  get isStuck(): boolean {
    return this.#isStuck;
  }

  async settle(messages: readonly ConsumeMessage[], deliveries: Deliveries): Promise<void> {
    let decided: readonly Decided[] | undefined;
    await this.#insist(deliveries, async () => {
      decided = await this.#decide(messages);
      return true;
    });
    if (!decided) return;
    const [done, others] = [decided.filter(isDone), decided.filter((one) => !isDone(one))];
    this.#acknowledge(done, deliveries);
    if (done.length > 0) crashPoint('inbox.acknowledged');
    let left = others;
    await this.#insist(deliveries, async () => {
      left = await this.#passOn(left, deliveries);
      return left.length === 0;
    });
  }

  async #decide(messages: readonly ConsumeMessage[]): Promise<Decided[]> {
    const malformed: Decided[] = [];
    const readable: { readonly message: ConsumeMessage; readonly event: DeliveredEvent }[] = [];
    for (const message of messages) {
      const event = readDelivery(message, this.around.handlers);
      if ('handle' in event) readable.push({ message, event });
      else malformed.push({ message, verdict: { kind: 'dead', reason: event.reason } });
    }
    const verdicts = await this.#process(readable.map(({ event }) => event));
    return [...malformed, ...readable.map(({ message }, index) => ({ message, verdict: verdicts[index] ?? NONE }))];
  }

  async #process(events: readonly DeliveredEvent[]): Promise<readonly Verdict[]> {
    if (events.length === 0) return [];
    const verdicts = await this.around.processor.process(events);
    if (verdicts.length === events.length) return verdicts;
    throw new Error(`${verdicts.length} verdicts were given on ${events.length} events`);
  }

  /** @returns those of which no copy is known to be safe. */
  async #passOn(decided: readonly Decided[], deliveries: Deliveries): Promise<Decided[]> {
    const sent = await Promise.all(
      decided.map(({ message, verdict }) =>
        verdict.kind === 'done'
          ? Promise.resolve(true)
          : this.around.sender.send(copyFor(message, verdict, this.around)),
      ),
    );
    this.#acknowledge(
      decided.filter((_one, index) => sent[index]),
      deliveries,
    );
    return decided.filter((_one, index) => !sent[index]);
  }

  #acknowledge(decided: readonly Decided[], deliveries: Deliveries): void {
    deliveries.acknowledge(decided.map(({ message }) => message));
    for (const one of decided) this.#report(one);
  }

  #report({ message, verdict }: Decided): void {
    eventVerdicts.inc({ service: this.around.service, verdict: verdict.kind });
    if (verdict.kind !== 'retry' && verdict.kind !== 'dead') return;
    const id: unknown = message.properties.messageId;
    const type: unknown = message.properties.type;
    this.#logger.warn(verdict.kind === 'dead' ? 'event given up' : 'event failed', {
      id,
      type,
      reason: verdict.reason,
    });
  }

  /** Repeats with a growing pause until it succeeds, the channel goes, or the service stops. */
  async #insist(deliveries: Deliveries, attempt: () => Promise<boolean>): Promise<void> {
    const { stopping } = this.around;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      if (await this.#succeeds(attempt)) break;
      if (stopping.aborted || !deliveries.isOpen) break;
      this.#isStuck = true;
      await pause(pauseMs, undefined, { signal: stopping }).catch(() => {});
    }
    this.#isStuck = false;
  }

  async #succeeds(attempt: () => Promise<boolean>): Promise<boolean> {
    try {
      return await attempt();
    } catch (error) {
      this.#logger.error(error);
      return false;
    }
  }
}

/** Never given: there are as many verdicts as events. */
const NONE: Verdict = { kind: 'retry', reason: 'No verdict' };
const isDone = ({ verdict }: Decided): boolean => verdict.kind === 'done';
