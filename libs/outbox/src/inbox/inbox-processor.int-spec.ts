import type { EventMessage } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import type { DeliveredEvent } from '@crm/messaging';
import { currentRequest } from '@crm/observability';
import { newId, recordSchema, type StoredRecord } from '@crm/persistence';
import { failMongo, healMongo, ServiceContext, startServiceContext } from '@crm/testing';
import type { Model } from 'mongoose';
import { BrokerDouble } from '../../test/broker-double.ts';
import { anEvent } from '../../test/events.ts';
import { delivered, TellerDouble } from '../../test/inbox.ts';
import { InboxProcessor, OutboxModule, outboxSchemas } from '../index.ts';

const HOST_UNREACHABLE = 6;
const WRITE_CONFLICT = 112;

interface Effect extends StoredRecord {
  readonly text: string;
}

const effectSchema = recordSchema<Effect>({ text: { type: String, required: true } }, { collection: 'effects' });

describe(InboxProcessor, () => {
  let context: ServiceContext;
  let effects: Model<Effect>;
  let deal: string;
  let failing: Map<number, Error>;
  let scopes: (string | undefined)[];
  const teller = new TellerDouble();

  beforeAll(async () => {
    context = await startServiceContext({
      imports: [
        OutboxModule.forRoot({
          service: 'activities',
          handlerMs: 2_000,
          publisher: { useFactory: () => new BrokerDouble() },
          facts: { useFactory: () => teller },
        }),
      ],
      schemas: { ...outboxSchemas, Effect: effectSchema },
    });
    effects = context.connection.model<Effect>('Effect');
    context.get(InboxProcessor).handleMissingWith({ handle: (message) => takeEffect(message) });
  });
  beforeEach(async () => {
    await effects.deleteMany();
    deal = newId();
    failing = new Map();
    scopes = [];
    Object.assign(teller, { asked: [], has: [], failure: undefined });
  });
  afterEach(() => healMongo(context.connection));
  afterAll(() => context.stop());

  const nameOf = ({ aggregate: { id }, seq }: EventMessage) => (id === deal ? `${seq}` : `other ${seq}`);
  async function takeEffect(message: EventMessage): Promise<void> {
    const at = new Date();
    scopes.push(currentRequest()?.requestId);
    await effects.insertMany([{ text: nameOf(message), createdAt: at, updatedAt: at }]);
    const failure = message.aggregate.id === deal ? failing.get(message.seq) : undefined;
    if (failure) throw failure;
  }
  const event = (seq: number, recordId = deal) => anEvent({ recordId, seq });
  type Circumstances = Partial<Omit<DeliveredEvent, 'message' | 'handle'>>;
  const deliver = (message: EventMessage, given: Circumstances = {}) =>
    delivered(message, () => takeEffect(message), given);
  const process = async (...batch: DeliveredEvent[]) =>
    (await context.get(InboxProcessor).process(batch)).map(({ kind }) => kind);
  const taken = async () => (await effects.find().sort({ _id: 1 }).lean()).map(({ text }) => text);

  it('lets a batch take effect in its order, in one transaction', async () => {
    const batch = [event(1), event(2), event(1, newId()), event(3)];
    expect(await process(...batch.map((message) => deliver(message)))).toEqual(['done', 'done', 'done', 'done']);
    expect(await taken()).toEqual(['1', '2', 'other 1', '3']);
    expect(scopes).toEqual(['request', 'request', 'request', 'request']);
  });

  it('lets an event take effect once, however often it is delivered', async () => {
    const [first, second] = [event(1), event(2)];
    expect(await process(deliver(first), deliver(second), deliver(second))).toEqual(['done', 'done', 'done']);
    expect(await process(deliver(second), deliver(first))).toEqual(['done', 'done']);
    expect(await taken()).toEqual(['1', '2']);
  });

  it.each(['commitTransaction', 'insert'])(
    'lets it take effect once when MongoDB has it repeated after %s',
    async (command) => {
      const labels = ['TransientTransactionError'];
      await failMongo(context.connection, { command, errorCode: WRITE_CONFLICT, times: 1, labels });
      expect(await process(deliver(event(1)))).toEqual(['done']);
      expect(await taken()).toEqual(['1']);
    },
  );

  it('takes two deliveries at the same time for one', async () => {
    const message = event(1);
    const verdicts = await Promise.all([process(deliver(message)), process(deliver(message))]);
    expect(verdicts).toEqual([['done'], ['done']]);
    expect(await taken()).toEqual(['1']);
  });

  it('tries a batch with a poisonous event one by one: it holds up its own record alone', async () => {
    failing.set(2, new TypeError('poison'));
    const batch = [event(1), event(2), event(3), event(1, newId())];
    expect(await process(...batch.map((message) => deliver(message)))).toEqual(['done', 'retry', 'wait', 'done']);
    expect(await taken()).toEqual(['1', 'other 1']);
    failing.clear();
    expect(await process(...batch.map((message) => deliver(message, { attempt: 2 })))).toEqual([
      'done',
      'done',
      'done',
      'done',
    ]);
    expect(await taken()).toEqual(['1', 'other 1', '2', '3']);
  });

  it('says why it failed', async () => {
    failing.set(1, new TypeError('poison'));
    const verdicts = await context.get(InboxProcessor).process([deliver(event(1))]);
    expect(verdicts).toEqual([{ kind: 'retry', reason: 'TypeError: poison' }]);
  });

  it.each([
    { what: 'a refusal', failure: new DomainError('deal.closed'), isLastAttempt: false },
    { what: 'the last failure', failure: new TypeError('poison'), isLastAttempt: true },
  ])('gives an event up after $what; those behind it go on', async ({ failure, isLastAttempt }) => {
    failing.set(2, failure);
    const dead = event(2);
    expect(await process(deliver(event(1)), deliver(dead, { isLastAttempt }), deliver(event(3)))).toEqual([
      'done',
      'dead',
      'done',
    ]);
    expect(await taken()).toEqual(['1', '3']);

    failing.clear();
    expect(await process(deliver(dead))).toEqual(['done']);
    expect(await process(deliver(event(4)), deliver(dead))).toEqual(['done', 'done']);
    expect(await taken()).toEqual(['1', '3', '2', '4']);
  });

  it('tries a refusal again that may pass', async () => {
    failing.set(1, new DomainError('service_unavailable'));
    expect(await process(deliver(event(1)))).toEqual(['retry']);
  });

  it('gives up on a handler that does not end', async () => {
    const hanging = delivered(event(1), () => new Promise(() => {}));
    const other = deliver(event(1, newId()));
    expect(await process(hanging, other)).toEqual(['retry', 'done']);
  });

  it('lets an event wait for an earlier one, which it then follows', async () => {
    await process(deliver(event(1)));
    const early = event(3);
    expect(await process(deliver(early))).toEqual(['wait']);
    expect(await process(deliver(event(2)), deliver(early, { waits: 1 }))).toEqual(['done', 'done']);
    expect(await taken()).toEqual(['1', '2', '3']);
    expect(teller.asked).toEqual([]);
  });

  it('asks for what is missing once it has waited long enough', async () => {
    await process(deliver(event(1)));
    const [late, early] = [event(2), event(4)];
    teller.has = [late, event(3)];
    expect(await process(deliver(early, { waits: 3 }), deliver(event(5), { waits: 3 }))).toEqual(['done', 'done']);
    expect(teller.asked).toMatchObject([{ before: { seq: 4 }, afterSeq: 1 }]);
    expect(await taken()).toEqual(['1', '2', '3', '4', '5']);
    expect(await process(deliver(late))).toEqual(['done']);
    expect(await taken()).toHaveLength(5);
  });

  it('passes over what nobody has any more', async () => {
    await process(deliver(event(1)));
    expect(await process(deliver(event(4), { waits: 3 }))).toEqual(['done']);
    expect(await taken()).toEqual(['1', '4']);
  });

  it('waits for a teller that does not answer, though not for ever', async () => {
    teller.failure = new DomainError('service_unavailable');
    await process(deliver(event(1)));
    expect(await process(deliver(event(3), { waits: 4 }))).toEqual(['wait']);
    expect(await process(deliver(event(3), { waits: 20 }))).toEqual(['done']);
  });

  it('is held up by a poisonous event that was missing, until its own last attempt', async () => {
    await process(deliver(event(1)));
    failing.set(2, new TypeError('poison'));
    teller.has = [event(2)];
    const held = event(3);
    expect(await process(deliver(held, { waits: 3 }))).toEqual(['retry']);
    expect(await process(deliver(held, { waits: 3, isLastAttempt: true }))).toEqual(['done']);
    expect(await taken()).toEqual(['1', '3']);
  });

  it('decides nothing while the database is away', async () => {
    await failMongo(context.connection, {
      command: 'find',
      errorCode: HOST_UNREACHABLE,
      labels: ['RetryableWriteError'],
    });
    await expect(process(deliver(event(1), { isLastAttempt: true }))).rejects.toMatchObject({ code: HOST_UNREACHABLE });
  });
});
