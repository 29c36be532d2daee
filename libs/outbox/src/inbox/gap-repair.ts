import { Injectable, Logger } from '@nestjs/common';
import type { EventMessage } from '@crm/contracts';
import type { DeliveredEvent } from '@crm/messaging';
import { InboxLedger } from './inbox-ledger.ts';
import type { InboxItem, InboxTurn } from './inbox-item.ts';
import { recordKey } from './inbox-plan.ts';
import { type EventHandlers, MissingEvents } from './missing-events.ts';
import { passingOver, type VersionsSeen } from './versions-seen.ts';

/** How often an event waits for an earlier one before that is asked for. */
const WAITS_BEFORE_ASKING = 3;
/** How often it waits for a teller that does not answer, before the missing ones are passed over. */
const WAITS_BEFORE_PASSING = 20;

/** Gets the events that are missing before those that have waited long enough. */
@Injectable()
export class GapRepair {
  private readonly logger = new Logger(GapRepair.name);
  private handlers: EventHandlers | undefined;

  constructor(
    private readonly ledger: InboxLedger,
    private readonly missing: MissingEvents,
  ) {}

  /** Who handles fetched events; without it missing events are passed over. */
  handleWith(handlers: EventHandlers): void {
    this.handlers = handlers;
  }

  async prepare(batch: readonly DeliveredEvent[]): Promise<InboxTurn[]> {
    const impatient = batch.filter(({ waits }) => waits >= WAITS_BEFORE_ASKING).map(({ message }) => message);
    const positions = new Map(impatient.length > 0 ? await this.ledger.read(impatient) : []);
    const turns: InboxTurn[] = [];
    for (const delivered of batch) turns.push(await this.turnOf(delivered, positions));
    return turns;
  }

  private async turnOf(delivered: DeliveredEvent, positions: Map<string, VersionsSeen>): Promise<InboxTurn> {
    const { message, waits } = delivered;
    const seen = positions.get(recordKey(message));
    const patient = { delivered, fetched: [], passesGap: false };
    if (waits < WAITS_BEFORE_ASKING || !seen || message.seq <= seen.seq + 1) return patient;
    positions.set(recordKey(message), passingOver(seen, message.seq));
    try {
      const found = await this.missing.fetch({ before: message, afterSeq: seen.seq });
      return { delivered, fetched: this.itemsOf(found, message.seq), passesGap: true };
    } catch (error) {
      this.logger.warn({ err: error, eventId: message.id, waits }, 'The teller of missing events does not answer');
      return { ...patient, passesGap: waits >= WAITS_BEFORE_PASSING };
    }
  }

  private itemsOf(found: readonly EventMessage[], beforeSeq: number): InboxItem[] {
    const { handlers } = this;
    if (!handlers) return [];
    return found
      .filter(({ seq }) => seq < beforeSeq)
      .map((message) => ({ message, passesGap: true, handle: () => handlers.handle(message) }));
  }
}
