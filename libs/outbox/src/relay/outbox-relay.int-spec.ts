import type { EventMessage } from '@crm/contracts';
import { runInRequest } from '@crm/observability';
import { eventually, failMongo, healMongo, ServiceContext, startServiceContext } from '@crm/testing';
import { BrokerDouble } from '../../test/broker-double.ts';
import { Deals, dealSchema } from '../../test/deals.ts';
import { type RelayProcess, startRelayProcess } from '../../test/relay-process.ts';
import { InboxLedger } from '../inbox/inbox-ledger.ts';
import type { InboxPosition } from '../inbox/inbox.schema.ts';
import { InboxTransaction } from '../inbox/inbox-transaction.ts';
import { outboxSchemas, OutboxWritingModule } from '../index.ts';
import { PARTITIONS } from '../outbox-row.ts';
import { outboxDefaults, type OutboxSettings } from '../outbox-settings.ts';
import { OutboxRelay } from './outbox-relay.ts';
import type { LeaseDocument } from './partition-leases.ts';

const HOUR = 3_600_000;
const CHANGE_STREAM_HISTORY_LOST = 286;

describe(OutboxRelay, () => {
  let context: ServiceContext;
  let deals: Deals;
  let broker: BrokerDouble;
  let processes: RelayProcess[];

  beforeEach(async () => {
    context = await startServiceContext({
      imports: [OutboxWritingModule.forRoot({ service: 'deals' })],
      schemas: { ...outboxSchemas, Deal: dealSchema },
    });
    deals = new Deals(context);
    broker = new BrokerDouble();
    processes = [];
  });
  afterEach(async () => {
    await healMongo(context.connection);
    await Promise.all(processes.map((process) => process.stop()));
    await context.stop();
  });

  async function start(given: Partial<OutboxSettings> = {}, its = broker): Promise<RelayProcess> {
    const process = await startRelayProcess(context, its, given);
    processes.push(process);
    return process;
  }
  const unrelayed = async () => (await deals.told()).filter(({ relayedAt }) => relayedAt === null).length;
  const allRelayed = () => eventually(async () => expect(await unrelayed()).toBe(0), { within: 30_000 });

  /** The versions that take effect when these events reach a service one by one. */
  async function effectsOf(messages: readonly EventMessage[]): Promise<number[]> {
    const { connection } = context;
    const ledger = new InboxLedger(connection.model<InboxPosition>('InboxPosition'));
    const inbox = new InboxTransaction(deals.transaction, ledger, outboxDefaults);
    const effects: number[] = [];
    for (const message of messages) {
      const handle = async () => void effects.push(message.seq);
      expect(await inbox.apply([{ message, passesGap: false, handle }])).toMatchObject({ kind: 'stored' });
    }
    return effects;
  }

  it('publishes what was told before it came, and marks it', async () => {
    const id = await deals.open();
    await start();
    await allRelayed();
    expect(broker.published).toMatchObject([
      { type: 'deals.deal-opened.v1', aggregate: { kind: 'deal', id }, seq: 1, data: { id, version: 1 } },
    ]);
  });

  it('is woken by the events of other processes', async () => {
    await start({ pollMs: HOUR });
    await deals.open();
    await allRelayed();
    await deals.open();
    await allRelayed();
  });

  it('goes on when the change stream breaks for good, and opens another', async () => {
    await start({ pollMs: HOUR });
    const failure = { command: 'getMore', errorCode: CHANGE_STREAM_HISTORY_LOST, times: 1 };
    await failMongo(context.connection, failure);
    await deals.open();
    await allRelayed();
    await deals.open();
    await allRelayed();
  });

  it('finds by looking what no stream has told of', async () => {
    await failMongo(context.connection, { command: 'getMore', errorCode: CHANGE_STREAM_HISTORY_LOST });
    await start({ pollMs: 50 });
    await deals.open();
    await allRelayed();
  });

  it('publishes more events than a batch holds, of one record one after the other', async () => {
    const id = await deals.open();
    for (let change = 1; change <= 9; change += 1) await deals.rename(id);
    await Promise.all(Array.from({ length: 15 }, () => deals.open()));
    await start({ batchSize: 4 });
    await allRelayed();
    expect(broker.published).toHaveLength(25);
    expect(broker.versions(id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('repeats what the broker has not confirmed, and keeps back the later events of that record alone', async () => {
    const refused = await deals.open();
    await deals.rename(refused);
    broker.confirms = ({ aggregate }) => aggregate.id !== refused;
    await start();
    const other = await deals.open();
    await eventually(() => expect(broker.versions(other)).toEqual([1]));
    await eventually(() => {
      expect(broker.published.filter(({ aggregate }) => aggregate.id === refused).length).toBeGreaterThan(1);
    });
    expect(broker.versions(refused)).toEqual([1]);
    broker.confirms = () => true;
    await allRelayed();
    expect(broker.versions(refused)).toEqual([1, 2]);
  });

  it('waits while the broker is away', async () => {
    broker.open = false;
    await start({ longestPauseMs: 100 });
    await deals.open();
    expect(await unrelayed()).toBe(1);
    broker.open = true;
    await allRelayed();
    expect(broker.published).toHaveLength(1);
  });

  it('shares the partitions with others and keeps the order of each record under many writers', async () => {
    const others = new BrokerDouble();
    others.published.push = (...events) => broker.published.push(...events);
    const pace = { renewMs: 100 };
    const [first, second] = [await start(pace), await start(pace, others)];
    await eventually(() => expect([first.leases.held().length, second.leases.held().length]).toEqual([8, 8]));

    const ids = await Promise.all(Array.from({ length: 5 }, () => deals.open()));
    const writer = async (index: number): Promise<void> => {
      for (let change = 0; change < 5; change += 1) await deals.rename(ids[(index + change) % ids.length]!);
    };
    // Twenty who change five records give way to one another for longer than a change has that nobody waits for.
    await runInRequest({ requestId: 'many-writers', deadline: Date.now() + 30_000 }, () =>
      Promise.all(Array.from({ length: 20 }, (_, index) => writer(index))),
    );
    await allRelayed();
    const inOrder = Array.from({ length: 21 }, (_, index) => index + 1);
    for (const id of ids) expect(broker.versions(id)).toEqual(inOrder);
  });

  it('looks at once into partitions that it gets later, though it heard of their events before', async () => {
    const leases = context.connection.collection<LeaseDocument>('outbox-leases');
    const held = { holder: 'somebody else', until: new Date(Date.now() + HOUR) };
    const partitions = Array.from({ length: PARTITIONS }, (_unused, partition) => partition);
    await leases.insertMany(partitions.map((partition) => ({ _id: `partition-${partition}`, partition, ...held })));
    const { leases: its } = await start({ pollMs: HOUR, renewMs: 100 });
    let looks = 0;
    const heldNow = its.held.bind(its);
    its.held = () => ((looks += 1), heldNow());
    await deals.open();
    await eventually(() => expect(looks).toBeGreaterThan(0));
    await leases.updateMany({ holder: held.holder }, { $set: { until: new Date(0) } });
    await allRelayed();
  });

  it('is relieved when it dies with events in hand: nothing is lost, and nothing overtaken', async () => {
    const pace = { renewMs: 100, leaseMs: 500 };
    const id = await deals.open();
    await deals.rename(id);
    const doomed = new BrokerDouble();
    const confirmation = Promise.withResolvers<undefined>();
    doomed.gate = confirmation.promise;
    const first = await start(pace, doomed);
    await eventually(() => expect(doomed.published).toHaveLength(1));
    await first.die();
    await start(pace);
    await allRelayed();
    confirmation.resolve(undefined);
    expect(broker.versions(id)).toEqual([1, 2]);
  });

  it('wakes after its lease has passed to another: the rest of its batch stays unsent, and what it sent late has no effect', async () => {
    const id = await deals.open();
    for (let change = 1; change <= 3; change += 1) await deals.rename(id);
    const sleepy = new BrokerDouble();
    const sleep = Promise.withResolvers<undefined>();
    sleepy.gate = sleep.promise;
    const sleeper = await start({ renewMs: HOUR, leaseMs: 500 }, sleepy);
    await eventually(() => expect(sleepy.published).toHaveLength(1));
    await start({ renewMs: 100, leaseMs: 500 });
    await allRelayed();
    await deals.rename(id);
    await allRelayed();

    sleep.resolve(undefined);
    await sleeper.stop();
    expect(sleepy.published.map(({ seq }) => seq)).toEqual([1]);
    expect(await unrelayed()).toBe(0);
    // The other has sent each; then comes what the sleeper sent, and, had it fallen asleep a moment later, would have sent.
    const late = broker.published.filter(({ seq }) => seq > 1 && seq <= 4);
    expect(await effectsOf([...broker.published, ...sleepy.published, ...late])).toEqual([1, 2, 3, 4, 5]);
  });

  it('finishes its round when it stops, and leaves its partitions to others at once', async () => {
    const confirmation = Promise.withResolvers<undefined>();
    broker.gate = confirmation.promise;
    const first = await start({ leaseMs: HOUR });
    await deals.open();
    await eventually(() => expect(broker.published).toHaveLength(1));
    const stopped = first.stop();
    confirmation.resolve(undefined);
    await stopped;
    expect(await unrelayed()).toBe(0);
    const second = await start({ leaseMs: HOUR });
    expect(second.leases.held()).toHaveLength(16);
  });

  it('is reported when it lives without getting anywhere', async () => {
    const process = await start({ stalledMs: 50 });
    broker.confirms = () => false;
    await deals.open();
    const outbox = async () => {
      await process.progress.measure();
      const { ready, checks } = await process.health.readiness();
      return { ready, ok: checks.find(({ name }) => name === 'outbox')?.ok };
    };
    await eventually(async () => expect(await outbox()).toEqual({ ready: true, ok: false }));
    broker.confirms = () => true;
    await allRelayed();
    expect(await outbox()).toEqual({ ready: true, ok: true });
  });

  it('reads what waits by an index, without sorting', async () => {
    const process = await start();
    await deals.open();
    await allRelayed();
    await context.connection.db?.command({ profile: 2 });
    await process.unrelayed.next(process.leases.held(), 0);
    await context.connection.db?.command({ profile: 0 });
    const plans = context.connection.collection('system.profile').find({ op: 'query', ns: /outbox$/ });
    expect(await plans.toArray()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ docsExamined: 0, planSummary: expect.stringContaining('IXSCAN') }),
      ]),
    );
    expect(await plans.toArray()).not.toContainEqual(expect.objectContaining({ hasSortStage: true }));
  });
});
