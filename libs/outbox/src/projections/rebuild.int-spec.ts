import { runInRequest } from '@crm/observability';
import { newId, Transaction } from '@crm/persistence';
import { eventually, ServiceContext, startServiceContext } from '@crm/testing';
import { BrokerDouble } from '../../test/broker-double.ts';
import { DealRecords } from '../../test/deal-records.ts';
import { type KnownDeal, KnownDeals, knownDealSchema } from '../../test/known-deals.ts';
import { OutboxModule, outboxSchemas, Projections } from '../index.ts';
import type { RebuildDocument } from './rebuild.schema.ts';
import { RebuildLedger } from './rebuild-ledger.ts';
import { RebuildRun } from './rebuild-run.ts';
import { RebuildWorker } from './rebuild-worker.ts';

describe('the rebuild of a projection', () => {
  let context: ServiceContext;
  let records: DealRecords;
  let deals: KnownDeals;

  beforeEach(async () => {
    records = new DealRecords();
    context = await startServiceContext({
      imports: [
        OutboxModule.forRoot({
          service: 'activities',
          publisher: { useFactory: () => new BrokerDouble() },
          facts: { useFactory: () => records },
        }),
      ],
      schemas: { ...outboxSchemas, KnownDeal: knownDealSchema },
    });
    deals = new KnownDeals(context.connection.model<KnownDeal>('KnownDeal'));
    projections().add(deals);
  });
  afterEach(async () => {
    records.before = async () => {};
    await context.stop();
  });

  const projections = () => context.get(Projections);
  const rebuild = () => projections().rebuild(deals.name);
  const finished = () =>
    eventually(async () => expect(await projections().progress(deals.name)).toMatchObject({ status: 'done' }));
  /** What a handler of events does. */
  const hear = (id: string, version: number, title: string) =>
    context.get(Transaction).run(async () => {
      await deals.apply('deal', [{ id, version, title }], await projections().generationOf(deals.name));
    });
  const ids = (count: number): string[] => Array.from({ length: count }, () => newId());

  it('takes over every record, and says how far it is', async () => {
    const all = ids(5);
    for (const id of all) records.set(id, 3, 'told');
    expect(await projections().progress(deals.name)).toMatchObject({ status: 'never', generation: 0 });
    await rebuild();
    await finished();
    expect(await projections().progress(deals.name)).toMatchObject({
      generation: 1,
      applied: 5,
      removed: 0,
      finishedAt: expect.any(String),
      problem: null,
    });
    expect(await deals.known()).toEqual(Object.fromEntries(all.map((id) => [id, 'told v3'])));
  });

  it('mends rows that were wrong, and removes those of records that are not there', async () => {
    const [real = '', gone = ''] = ids(2);
    records.set(real, 1, 'right');
    await hear(real, 1, 'wrong');
    await hear(gone, 1, 'gone');
    await rebuild();
    await finished();
    expect(await deals.known()).toEqual({ [real]: 'right v1' });
    expect(await projections().progress(deals.name)).toMatchObject({ removed: 1 });
  });

  it('keeps what is heard while it is under way, whatever it has read before', async () => {
    const [first = '', second = '', third = '', unseen = ''] = ids(4);
    for (const id of [second, third]) records.set(id, 1, 'told');
    records.set(first, 1, 'told');
    records.before = async (cursor) => {
      if (cursor === null) return;
      await hear(first, 2, 'heard');
      await hear(third, 4, 'heard');
      await hear(unseen, 1, 'heard');
    };
    await rebuild();
    await finished();
    expect(await deals.known()).toEqual({
      [first]: 'heard v2',
      [second]: 'told v1',
      [third]: 'heard v4',
      [unseen]: 'heard v1',
    });
  });

  it('has the time that it needs, whatever the deadline of the one who asks for it', async () => {
    const [id = ''] = ids(1);
    records.set(id, 1, 'told');
    // Long enough for the asking on a machine that does much else.
    const deadline = Date.now() + 3_000;
    records.before = () => eventually(() => expect(Date.now()).toBeGreaterThan(deadline));
    await runInRequest({ requestId: 'the asking', deadline }, rebuild);
    await finished();
    expect(await projections().progress(deals.name)).toMatchObject({ applied: 1, problem: null });
  });

  it('is begun once, however often it is asked for', async () => {
    const gate = Promise.withResolvers<undefined>();
    records.before = () => gate.promise.then(() => {});
    await rebuild();
    expect(await rebuild()).toMatchObject({ status: 'running', generation: 1 });
    gate.resolve(undefined);
    await finished();
    expect(await rebuild()).toMatchObject({ status: 'running', generation: 2 });
    await finished();
  });

  it('goes on where it stood when its process has died', async () => {
    const all = ids(6);
    for (const id of all) records.set(id, 1, 'told');
    const hanging = Promise.withResolvers<undefined>();
    records.before = async (cursor) => {
      if (cursor !== null) await hanging.promise;
    };
    await rebuild();
    await eventually(() => expect(records.asked).toEqual([null, all[1]]));

    const rebuilds = context.connection.model<RebuildDocument>('Rebuild');
    await rebuilds.updateOne({ _id: deals.name }, { $set: { leaseUntil: new Date(0) } });
    const other = new DealRecords();
    for (const id of all) other.set(id, 1, 'told');
    const ledger = new RebuildLedger(rebuilds);
    const run = new RebuildRun(other, ledger, context.get(Transaction));
    const survivor = new RebuildWorker(projections(), ledger, run);
    survivor.start();
    await finished();
    expect(other.asked).toEqual([all[1], all[3], all[5]]);
    hanging.resolve(undefined);
    await survivor.stop();
    expect(await projections().progress(deals.name)).toMatchObject({ applied: 6, status: 'done' });
    expect(Object.keys(await deals.known())).toHaveLength(6);
  });

  it('says what is in the way while the teller does not answer', async () => {
    records.before = () => Promise.reject(new Error('away'));
    await rebuild();
    await eventually(async () => {
      expect(await projections().progress(deals.name)).toMatchObject({ status: 'running', problem: 'away' });
    });
  });

  it('is refused for a projection that nobody keeps', async () => {
    await expect(projections().rebuild('activities.other')).rejects.toMatchObject({ code: 'projection.not_found' });
  });
});
