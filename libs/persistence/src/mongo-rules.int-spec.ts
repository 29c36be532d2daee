import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { assertOutsideTransaction } from '@crm/observability';
import { ServiceContext, failMongo, healMongo, slowMongo, startServiceContext } from '@crm/testing';
import { trusted, type Connection, type Model } from 'mongoose';
import { aNote, noteSchema, type Note } from '../test/note.ts';
import { PlainMongoose } from '../test/plain-mongoose.ts';
import { Transaction, changeVersioned } from './index.ts';
import { warningOfLongTransactions } from './transaction-lifetime.ts';

const WRITE_CONFLICT = 112;
const holdRecord = new URL('../test/hold-record.ts', import.meta.url).pathname;

const failFirstCommit = (connection: Connection) =>
  failMongo(connection, {
    command: 'commitTransaction',
    errorCode: WRITE_CONFLICT,
    times: 1,
    labels: ['TransientTransactionError'],
  });

const textsOf = async (model: Model<Note>): Promise<string[]> =>
  (await model.find().sort({ text: 1 }).lean()).map(({ text }) => text);

/** Each rule of MongoDB and Mongoose that loses data when it is forgotten: what happens without our guard, and with it. */
describe('rules', () => {
  let plain: PlainMongoose;
  let context: ServiceContext;
  let transaction: Transaction;
  let notes: Model<Note>;

  beforeAll(async () => {
    plain = await PlainMongoose.start();
    context = await startServiceContext({ schemas: { Note: noteSchema } });
    transaction = context.get(Transaction);
    notes = context.connection.model<Note>('Note');
  });
  beforeEach(() => Promise.all([plain.notes.deleteMany(), notes.deleteMany()]));
  afterEach(async () => {
    await healMongo(plain.connection);
    await healMongo(context.connection);
  });
  afterAll(async () => {
    await context.stop();
    await plain.stop();
  });

  const abandon = async (work: () => Promise<unknown>): Promise<never> => {
    await work();
    throw new Error('changed my mind');
  };

  describe('M1: no loaded document goes into a transaction', () => {
    it('plain: its change is lost without an error when the commit is repeated', async () => {
      await plain.notes.create(aNote({ text: 'old' }));
      const loaded = await plain.notes.findOne().orFail();
      await failFirstCommit(plain.connection);
      await plain.connection.transaction(async () => {
        await loaded.set({ text: 'new' }).save();
      });
      expect(await textsOf(plain.notes)).toEqual(['old']);
    });

    it('ours: it is refused, and a change by a query is stored', async () => {
      const { _id, updatedAt } = await notes.create(aNote({ text: 'old' }));
      const loaded = await notes.findOne().orFail();
      await expect(transaction.run(() => loaded.set({ text: 'new' }).save())).rejects.toThrow('(M1)');
      await expect(loaded.save()).rejects.toThrow('(M1)');
      expect(await textsOf(notes)).toEqual(['old']);

      await failFirstCommit(context.connection);
      const update = { $set: { text: 'new', updatedAt } };
      await transaction.run(() => changeVersioned(notes, { filter: { _id }, expectedVersion: 1, update }));
      expect(await textsOf(notes)).toEqual(['new']);
    });
  });

  describe('M2: everything written in a transaction belongs to it', () => {
    it('plain: what a native collection writes survives the abort', async () => {
      const work = plain.connection.transaction(() => abandon(() => plain.notes.collection.insertOne(aNote())));
      await expect(work).rejects.toThrow('changed my mind');
      expect(await textsOf(plain.notes)).toEqual(['note']);
    });

    it('plain: under withTransaction of a session, so does what a model writes that was not given the session', async () => {
      const session = await plain.connection.startSession();
      const work = session.withTransaction(() => abandon(() => plain.notes.create(aNote())));
      await expect(work).rejects.toThrow('changed my mind');
      await session.endSession();
      expect(await textsOf(plain.notes)).toEqual(['note']);
    });

    it('ours: run gives each model the session; a rule of the linter refuses withTransaction', async () => {
      await expect(transaction.run(() => abandon(() => notes.create(aNote())))).rejects.toThrow('changed my mind');
      expect(await textsOf(notes)).toEqual([]);
    });

    it.each<{ of: string; write: () => Promise<unknown> }>([
      { of: 'a model', write: () => notes.collection.insertOne(aNote()) },
      {
        of: 'the connection',
        write: () => context.connection.collection('notes').updateOne({}, { $inc: { rank: 1 } }),
      },
      { of: 'the connection, read', write: () => context.connection.collection('notes').find().toArray() },
    ])('ours: the native collection of $of is refused', async ({ write }) => {
      await expect(transaction.run(write)).rejects.toThrow('(M2)');
      expect(await textsOf(notes)).toEqual([]);
    });
  });

  describe('M3: a transaction within a transaction is a part of it', () => {
    it('plain: the inner one survives the abort of the outer one', async () => {
      const inner = () => plain.connection.transaction(async () => plain.notes.create(aNote()));
      await expect(plain.connection.transaction(() => abandon(inner))).rejects.toThrow('changed my mind');
      expect(await textsOf(plain.notes)).toEqual(['note']);
    });

    it('ours: it is undone with the outer one', async () => {
      const inner = () => transaction.run(() => notes.create(aNote()));
      await expect(transaction.run(() => abandon(inner))).rejects.toThrow('changed my mind');
      expect(await textsOf(notes)).toEqual([]);
    });
  });

  describe('M4: an operator that came as input is a value', () => {
    const input: Record<string, unknown> = JSON.parse('{"text": {"$ne": null}}');

    it('plain: it matches everything', async () => {
      await plain.notes.create([aNote(), aNote()]);
      expect(await plain.notes.find(input)).toHaveLength(2);
    });

    it('ours: it is refused', async () => {
      await expect(notes.find(input)).rejects.toThrow('Cast to string failed');
    });
  });

  describe('M5: one operation of a transaction at a time', () => {
    it('plain: two are under way in one session', async () => {
      const underWay = new Set<number>();
      let most = 0;
      const client = plain.connection.getClient();
      client.on('commandStarted', ({ requestId, commandName }) => {
        if (commandName === 'find') most = Math.max(most, underWay.add(requestId).size);
      });
      client.on('commandSucceeded', ({ requestId }) => underWay.delete(requestId));
      await slowMongo(plain.connection, ['find'], 100);
      await plain.connection.transaction(async () => {
        await plain.notes.countDocuments();
        await Promise.all([plain.notes.find(), plain.notes.find()]);
      });
      expect(most).toBe(2);
    });

    it.each([
      { what: 'reads', both: () => Promise.all([notes.find().lean(), notes.find().lean()]) },
      { what: 'aggregations', both: () => Promise.all([notes.aggregate([{ $match: {} }]), notes.countDocuments()]) },
      { what: 'writes', both: () => Promise.all([notes.insertMany([aNote()]), notes.insertMany([aNote()])]) },
      { what: 'changes', both: () => Promise.all([notes.updateMany({}, { rank: 1 }), notes.deleteMany({})]) },
    ])('ours: the second of two $what is refused', async ({ both }) => {
      await expect(transaction.run<unknown>(both)).rejects.toThrow('(M5)');
      expect(await textsOf(notes)).toEqual([]);
    });

    it('ours: different transactions do not wait for each other', async () => {
      const one = () => transaction.run(() => notes.insertMany([aNote()]));
      await Promise.all([one(), one(), one()]);
      expect(await textsOf(notes)).toHaveLength(3);
    });
  });

  describe('M6: a transaction has no effect besides the database', () => {
    it('plain: the effect happens again when the commit is repeated', async () => {
      const effects: string[] = [];
      await failFirstCommit(plain.connection);
      await plain.connection.transaction(async () => {
        await plain.notes.create(aNote());
        effects.push('announced');
      });
      expect(effects).toEqual(['announced', 'announced']);
    });

    it('ours: it is refused inside, and happens once when put off until after the commit', async () => {
      const effects: string[] = [];
      const announce = (): void => {
        assertOutsideTransaction('Something was announced');
        effects.push('announced');
      };
      await expect(transaction.run(async () => announce())).rejects.toThrow('put it off with afterCommit');
      await failFirstCommit(context.connection);
      await transaction.run(async () => {
        transaction.afterCommit(announce);
        await notes.create(aNote());
      });
      expect(effects).toEqual(['announced']);
    });
  });

  describe('M7: operators of our own are trusted', () => {
    it('plain: with sanitizeFilter, one that is not finds nothing, without an error', async () => {
      await plain.notes.create(aNote({ rank: 1 }));
      expect(await plain.notes.find({ rank: { $in: [1] } }).setOptions({ sanitizeFilter: true })).toEqual([]);
    });

    it.each([
      { where: 'in a filter', filter: { rank: { $in: [1] } } },
      { where: 'in a part of a filter', filter: { $or: [{ text: 'a' }, { rank: { $gt: 0 } }] } },
    ])('ours: one that is not is refused $where', async ({ filter }) => {
      await expect(notes.find(filter)).rejects.toThrow('wrap it in trusted(…) (M7)');
      await expect(notes.updateMany(filter, { rank: 2 })).rejects.toThrow('(M7)');
    });

    it('ours: one that is finds what it says', async () => {
      await notes.create([aNote({ rank: 1, text: 'found' }), aNote({ rank: 2 })]);
      const found = await notes.find({ $or: [{ rank: trusted({ $in: [1] }) }] }).lean();
      expect(found.map(({ text }) => text)).toEqual(['found']);
    });
  });

  describe('M7b: a killed process does not keep records', () => {
    it('has them free again within 10 s', async () => {
      const { _id } = await notes.create(aNote());
      const holder = spawn(process.execPath, [holdRecord, ...addressOf(context.connection), _id.toHexString()]);
      await once(holder.stdout, 'data');
      holder.kill('SIGKILL');
      await once(holder, 'exit');
      await notes.updateOne({ _id }, { text: 'of the living' }, { maxTimeMS: 10_000 });
      expect(await textsOf(notes)).toEqual(['of the living']);
    }, 60_000);

    it('warns of a server that would keep them longer', async () => {
      const setLifetime = (transactionLifetimeLimitSeconds: number) =>
        context.connection.db?.admin().command({ setParameter: 1, transactionLifetimeLimitSeconds });
      expect(await warningOfLongTransactions(context.connection)).toBeUndefined();
      await setLifetime(60);
      const warning = await warningOfLongTransactions(context.connection);
      await setLifetime(5);
      expect(warning).toContain('is 60: a service that is killed may keep records locked');
    });
  });
});

const addressOf = (connection: Connection): [string, string] => [process.env['MONGODB_URI'] ?? '', connection.name];
