import { currentRequest, runInRequest } from '@crm/observability';
import { ServiceContext, disturbMongo, failMongo, healMongo, startServiceContext } from '@crm/testing';
import type { Model } from 'mongoose';
import { aNote, noteSchema, type Note } from '../test/note.ts';
import { Transaction, changeVersioned } from './index.ts';

const HOST_UNREACHABLE = 6;
const WRITE_CONFLICT = 112;

describe(Transaction, () => {
  let context: ServiceContext;
  let transaction: Transaction;
  let notes: Model<Note>;

  beforeAll(async () => {
    context = await startServiceContext({ schemas: { Note: noteSchema } });
    transaction = context.get(Transaction);
    notes = context.connection.model<Note>('Note');
  });
  beforeEach(() => notes.deleteMany());
  afterEach(() => healMongo(context.connection));
  afterAll(() => context.stop());

  const texts = async (): Promise<string[]> => (await notes.find().sort({ text: 1 }).lean()).map(({ text }) => text);
  const rename = (note: Note, text: string) =>
    changeVersioned(notes, {
      filter: { _id: note._id },
      expectedVersion: undefined,
      update: { $set: { text, updatedAt: note.updatedAt } },
    });

  it('stores all writes of the models', async () => {
    await transaction.run(async () => {
      await notes.create(aNote({ text: 'created' }));
      await notes.insertMany([aNote({ text: 'inserted' })]);
      await notes.bulkWrite([{ insertOne: { document: aNote({ text: 'bulk' }) } }]);
      await notes.updateOne({ text: 'bulk' }, { $set: { text: 'updated' } });
    });
    expect(await texts()).toEqual(['created', 'inserted', 'updated']);
  });

  it('stores none of them when the work throws', async () => {
    const work = transaction.run(async () => {
      await notes.create(aNote({ text: 'created' }));
      await notes.insertMany([aNote({ text: 'inserted' })]);
      await notes.bulkWrite([{ insertOne: { document: aNote({ text: 'bulk' }) } }]);
      expect(await notes.aggregate([{ $count: 'n' }])).toEqual([{ n: 3 }]);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await texts()).toEqual([]);
  });

  it.each([
    { command: 'commitTransaction', errorCode: WRITE_CONFLICT },
    { command: 'update', errorCode: WRITE_CONFLICT },
  ])('stores a change once when MongoDB has the work repeated after $command', async ({ command, errorCode }) => {
    const note = await notes.create(aNote({ text: 'old' }));
    await failMongo(context.connection, { command, errorCode, times: 1, labels: ['TransientTransactionError'] });
    let runs = 0;
    await transaction.run(async () => {
      runs += 1;
      const read = await notes.findOne({ _id: note._id }).lean();
      await notes.updateOne({ _id: note._id }, { $set: { text: `${read?.text ?? ''} and new` } });
    });
    expect(await texts()).toEqual(['old and new']);
    expect(runs).toBe(2);
  });

  it.each(['insert', 'commitTransaction'])('stores a change once when the link drops at %s', async (command) => {
    await disturbMongo(context.connection, { times: 3 }, { failCommands: [command], closeConnection: true });
    await transaction.run(() => notes.insertMany([aNote({ text: 'once' })]));
    expect(await texts()).toEqual(['once']);
  });

  it('stores every change once when links drop beside each other', async () => {
    const half = { activationProbability: 0.5 };
    await disturbMongo(context.connection, half, { failCommands: ['commitTransaction'], closeConnection: true });
    const all = Array.from({ length: 30 }, (_, n) => `note ${n + 10}`);
    await Promise.all(all.map((text) => transaction.run(() => notes.insertMany([aNote({ text })]))));
    expect(await texts()).toEqual(all);
  });

  it('lets one of two writers of a record wait for the other, and loses neither change', async () => {
    const note = await notes.create(aNote({ rank: 0 }));
    const increment = () =>
      transaction.run(async () => {
        const read = await notes.findOne({ _id: note._id }).lean();
        await notes.updateOne({ _id: note._id }, { $set: { rank: Number(read?.rank) + 1 } });
      });
    await Promise.all([increment(), increment(), increment(), increment()]);
    expect(await notes.findOne().lean()).toMatchObject({ rank: 4 });
  });

  it('takes an inner one as a part of itself', async () => {
    const work = transaction.run(async () => {
      await transaction.run(() => notes.create(aNote({ text: 'inner' })));
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await texts()).toEqual([]);
  });

  it('stores nothing when a part of it has failed, even if that was overlooked', async () => {
    const work = transaction.run(async () => {
      await notes.create(aNote({ text: 'outer' }));
      await transaction.run(() => Promise.reject(new Error('the part'))).catch(() => undefined);
    });
    await expect(work).rejects.toThrow('the part');
    expect(await texts()).toEqual([]);
  });

  it('runs what was put off: before the commit within, after it once', async () => {
    const effects: string[] = [];
    await failMongo(context.connection, {
      command: 'commitTransaction',
      errorCode: WRITE_CONFLICT,
      times: 1,
      labels: ['TransientTransactionError'],
    });
    let runs = 0;
    await transaction.run(async () => {
      runs += 1;
      transaction.beforeCommit(async () => {
        await notes.create(aNote({ text: 'before' }));
      });
      transaction.afterCommit(() => effects.push('after'));
      await notes.create(aNote({ text: 'work' }));
      expect(effects).toEqual([]);
    });
    expect(runs).toBe(2);
    expect(await texts()).toEqual(['before', 'work']);
    expect(effects).toEqual(['after']);
  });

  it('keeps from an effect what was not stored', async () => {
    const effects: string[] = [];
    const work = transaction.run(async () => {
      transaction.afterCommit(() => effects.push('after'));
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(effects).toEqual([]);
    expect(() => transaction.afterCommit(() => {})).toThrow('needs a transaction');
  });

  it('knows whether it is active', async () => {
    expect(transaction.active).toBe(false);
    await transaction.run(async () => expect(transaction.active).toBe(true));
    expect(transaction.active).toBe(false);
  });

  it('keeps the request', async () => {
    const seen = runInRequest({ requestId: 'r-1' }, () => transaction.run(async () => currentRequest()?.requestId));
    await expect(seen).resolves.toBe('r-1');
  });

  describe('with a deadline', () => {
    const withDeadline = (ms: number, work: () => Promise<unknown>) =>
      runInRequest({ requestId: 'r-1', deadline: Date.now() + ms }, () => transaction.run(work));

    it('stops repeating the work', async () => {
      await failMongo(context.connection, {
        command: 'insert',
        errorCode: WRITE_CONFLICT,
        labels: ['TransientTransactionError'],
      });
      const work = withDeadline(300, () => notes.create(aNote()));
      await expect(work).rejects.toMatchObject({ code: 'deadline_exceeded' });
    });

    it('stops repeating the commit', async () => {
      await failMongo(context.connection, { command: 'commitTransaction', errorCode: HOST_UNREACHABLE });
      const work = withDeadline(300, () => notes.create(aNote()));
      await expect(work).rejects.toMatchObject({ code: 'deadline_exceeded' });
    });

    it('does not commit work that ends late', async () => {
      const finished = Promise.withResolvers<undefined>();
      const late = Promise.withResolvers<undefined>();
      const work = withDeadline(100, async () => {
        await notes.create(aNote({ text: 'late' }));
        await late.promise;
        finished.resolve(undefined);
      });
      await expect(work).rejects.toMatchObject({ code: 'deadline_exceeded' });
      late.resolve(undefined);
      await finished.promise;
      await rename(await notes.create(aNote({ text: 'next' })), 'next writer');
      // The commit of the test before may have got through after all: only this work's own note tells.
      expect(await texts()).toContain('next writer');
      expect(await texts()).not.toContain('late');
    });

    it('does not begin when it has passed', async () => {
      let begun = false;
      const work = withDeadline(-1, async () => {
        begun = true;
      });
      await expect(work).rejects.toMatchObject({ code: 'deadline_exceeded' });
      expect(begun).toBe(false);
    });
  });

  it('would be ended by the server after 5 s, were its process killed', async () => {
    const parameter = { getParameter: 1, transactionLifetimeLimitSeconds: 1 };
    const answer = await context.connection.db?.admin().command(parameter);
    expect(answer).toMatchObject({ transactionLifetimeLimitSeconds: 5 });
  });
});
