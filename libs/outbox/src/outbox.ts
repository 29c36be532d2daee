import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { currentActor } from '@crm/access';
import { type AnyEventContract, type EventData, type EventMessage, eventsOf, type EventSubject } from '@crm/contracts';
import { currentRequest } from '@crm/observability';
import { newId, Transaction } from '@crm/persistence';
import type { Model } from 'mongoose';
import { z } from 'zod';
import { OutboxBell } from './outbox-bell.ts';
import { type OutboxRow, toOutboxRow } from './outbox-row.ts';
import { OUTBOX_SETTINGS, type OutboxSettings } from './outbox-settings.ts';

type Circumstances = Pick<EventMessage, 'occurredAt' | 'requestId' | 'actorId'>;

/** The events of one run of a transaction. */
interface Collected {
  readonly rows: OutboxRow[];
  readonly circumstances: Circumstances;
}

type ToldListener = (event: AnyEventContract, data: EventSubject) => void;

const COLLECTED = Symbol('events of the transaction');

/** Tells the other services what has become true. */
@Injectable()
export class Outbox {
  private readonly told: ReadonlySet<AnyEventContract>;
  private readonly listeners: ToldListener[] = [];

  constructor(
    private readonly transaction: Transaction,
    @InjectModel('OutboxRow') private readonly rows: Model<OutboxRow>,
    private readonly bell: OutboxBell,
    @Inject(OUTBOX_SETTINGS) private readonly settings: OutboxSettings,
  ) {
    this.told = new Set(eventsOf(settings.service));
  }

  /**
   * Tells a fact together with the change that made it true: it is stored in the transaction under way, and reaches the
   * broker when that is stored. Each change of a record is told once, under the version that it gave the record.
   *
   * @throws Error outside of a transaction, for an event of another service, and for data that the contract does not allow.
   */
  add<Contract extends AnyEventContract>(event: Contract, ...data: EventData<Contract>[]): void {
    if (!this.told.has(event)) throw new Error(`${this.settings.service} does not tell ${event.name}`);
    const { rows, circumstances } = this.transaction.keep(COLLECTED, () => this.collect());
    if (rows.length === 0) this.transaction.beforeCommit(() => this.store(rows));
    for (const given of data) {
      const subject = parsed(event, given);
      rows.push(toRow(event, subject, circumstances));
      this.transaction.told({ kind: event.aggregate, id: subject.id, version: subject.version });
      for (const listener of this.listeners) listener(event, subject);
    }
  }

  /**
   * Calls the listener with everything that is told from now on, within the transaction that makes it true: for what the
   * service itself derives from its records. What it throws is a failure of the transaction.
   */
  onTold(listener: ToldListener): void {
    this.listeners.push(listener);
  }

  private collect(): Collected {
    this.transaction.afterCommit(() => this.bell.ring());
    return { rows: [], circumstances: circumstances() };
  }

  /** As they are, without mongoose's casting: it would cost more than the insert, and the contract has checked the data. */
  private async store(rows: OutboxRow[]): Promise<void> {
    const added = rows.splice(0);
    if (added.length > 0) await this.rows.insertMany(added, { lean: true, rawResult: true });
  }
}

function circumstances(): Circumstances {
  const request = currentRequest();
  return {
    occurredAt: new Date().toISOString(),
    requestId: request?.requestId ?? randomUUID(),
    actorId: request?.actor === undefined ? null : currentActor().employeeId,
  };
}

/** What the contract knows of the data: a whole record may be given, and only what others need to know leaves. */
function parsed(event: AnyEventContract, data: unknown): EventSubject {
  const result = event.data.safeParse(data);
  if (!result.success) throw new Error(`${event.name} cannot say this:\n${z.prettifyError(result.error)}`);
  return result.data;
}

const toRow = ({ type, aggregate }: AnyEventContract, data: EventSubject, circumstances: Circumstances): OutboxRow =>
  toOutboxRow({
    ...circumstances,
    id: newId(),
    type,
    aggregate: { kind: aggregate, id: data.id },
    seq: data.version,
    data,
  });
