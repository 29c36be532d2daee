import { clientCreated, type DealFact, dealOpened } from '@crm/contracts';
import { runInRequest } from '@crm/observability';
import { newId } from '@crm/persistence';
import { anAdministrator, failMongo, healMongo, ServiceContext, startServiceContext } from '@crm/testing';
import { aDealFact, Deals, dealSchema } from '../test/deals.ts';
import { Outbox, outboxSchemas, OutboxWritingModule } from './index.ts';
import { partitionOf } from './outbox-row.ts';

const WRITE_CONFLICT = 112;

describe(Outbox, () => {
  let context: ServiceContext;
  let deals: Deals;

  beforeAll(async () => {
    context = await startServiceContext({
      imports: [OutboxWritingModule.forRoot({ service: 'deals' })],
      schemas: { ...outboxSchemas, Deal: dealSchema },
    });
    deals = new Deals(context);
  });
  afterEach(() => healMongo(context.connection));
  afterAll(() => context.stop());

  const tell = (...facts: DealFact[]) => deals.transaction.run(async () => deals.outbox.add(dealOpened, ...facts));

  it('stores an event with the change that it tells of', async () => {
    const actor = anAdministrator();
    const id = await runInRequest({ requestId: 'request-1', actor }, () => deals.open());
    expect(await deals.told(id)).toEqual([
      {
        _id: expect.anything(),
        type: 'deals.deal-opened.v1',
        aggregate: { kind: 'deal', id },
        seq: 1,
        partition: partitionOf(id),
        occurredAt: expect.any(Date),
        requestId: 'request-1',
        actorId: actor.employeeId,
        data: expect.objectContaining({ id, title: 'Deal', amount: { amount: '1', currency: 'EUR' } }),
        relayedAt: null,
      },
    ]);
  });

  it('says nothing that the contract does not know', async () => {
    const fact = { ...aDealFact(), note: 'between us' };
    await tell(fact);
    expect((await deals.told(fact.id))[0]?.data).not.toHaveProperty('note');
  });

  it('leaves nothing behind when the transaction is given up', async () => {
    const id = newId();
    const work = deals.transaction.run(async () => {
      await deals.open(id);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await deals.told(id)).toEqual([]);
    expect(await deals.version(id)).toBeUndefined();
  });

  it.each(['commitTransaction', 'insert'])(
    'tells once when MongoDB has the work repeated after %s',
    async (command) => {
      const labels = ['TransientTransactionError'];
      await failMongo(context.connection, { command, errorCode: WRITE_CONFLICT, times: 1, labels });
      const id = await deals.open();
      expect(await deals.told(id)).toHaveLength(1);
    },
  );

  it('stores the events of a transaction in their versions, those of its parts and its last steps as well', async () => {
    const id = newId();
    await deals.transaction.run(async () => {
      await deals.open(id);
      await deals.rename(id);
      deals.transaction.beforeCommit(async () => {
        await deals.rename(id);
      });
    });
    expect((await deals.told(id)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('tells each version of a record once', async () => {
    const fact = aDealFact();
    await tell(fact);
    await expect(tell(fact)).rejects.toThrow('E11000');
    expect(await deals.told(fact.id)).toHaveLength(1);
  });

  it.each([
    [
      'for an event of another service',
      () => deals.outbox.add(clientCreated),
      'deals does not tell clients.client-created',
    ],
    ['for data that the contract refuses', () => deals.outbox.add(dealOpened, aDealFact({ title: '' })), 'title'],
  ])('throws %s', async (_case, add, message) => {
    await expect(deals.transaction.run(async () => add())).rejects.toThrow(message);
  });

  it('throws outside of a transaction', () => {
    expect(() => deals.outbox.add(dealOpened, aDealFact())).toThrow('needs a transaction');
  });
});
