import { runInRequest } from '@crm/observability';
import {
  type SentCommand,
  ServiceContext,
  healMongo,
  sentCommands,
  slowMongo,
  startServiceContext,
  testDatabase,
} from '@crm/testing';
import type { Model } from 'mongoose';
import { aNote, noteSchema, type Note } from '../test/note.ts';
import { Transaction, openConnection } from './index.ts';

/** How long the server holds a command: whoever is told before has not waited for it. */
const BLOCK_MS = 3000;
const DEADLINE_MS = 200;
const COMMANDS = ['find', 'aggregate', 'count', 'distinct', 'insert', 'update', 'findAndModify', 'delete'];
const tooLate = { code: 'deadline_exceeded' };

describe('the deadline of a request', () => {
  const database = testDatabase();
  let context: ServiceContext;
  let notes: Model<Note>;

  beforeAll(async () => {
    context = await startServiceContext({ schemas: { Note: noteSchema } });
    notes = context.connection.model<Note>('Note');
  });
  beforeEach(() => notes.deleteMany());
  afterEach(() => healMongo(context.connection));
  afterAll(async () => {
    await context.stop();
    await database.drop();
  });

  const within = <T>(ms: number, work: () => Promise<T>): Promise<T> =>
    runInRequest({ requestId: 'r-1', deadline: Date.now() + ms }, work);

  const operations: Record<string, () => Promise<unknown>> = {
    find: () => notes.find().lean(),
    findOne: () => notes.findOne().lean(),
    aggregate: () => notes.aggregate([{ $match: {} }]),
    countDocuments: () => notes.countDocuments(),
    estimatedDocumentCount: () => notes.estimatedDocumentCount(),
    distinct: () => notes.distinct('text'),
    create: () => notes.create(aNote()),
    insertMany: () => notes.insertMany([aNote()]),
    bulkWrite: () => notes.bulkWrite([{ insertOne: { document: aNote() } }]),
    updateOne: () => notes.updateOne({}, { rank: 1 }),
    updateMany: () => notes.updateMany({}, { rank: 1 }),
    findOneAndUpdate: () => notes.findOneAndUpdate({}, { rank: 1 }),
    deleteOne: () => notes.deleteOne(),
    deleteMany: () => notes.deleteMany(),
    'native find': () => context.connection.collection('notes').find().toArray(),
  };

  it('reaches MongoDB with every operation, as the time that is left', async () => {
    const sent = await sentCommands(context.connection, () => within(60_000, inTurn));
    expect(sent.filter(hasNoLimit)).toEqual([]);
    expect(new Set(sent.map(({ name }) => name))).toEqual(new Set(COMMANDS));
  });

  it('reaches MongoDB with every operation of a transaction, and with its commit', async () => {
    const { create, updateOne, find } = operations;
    const work = () =>
      context.get(Transaction).run(async () => (await create?.(), await updateOne?.(), await find?.()));
    const sent = await sentCommands(context.connection, () => within(60_000, work));
    expect(sent.map(({ name }) => name)).toEqual(['insert', 'update', 'find', 'commitTransaction']);
    expect(sent.filter(hasNoLimit)).toEqual([]);
  });

  it('is 10 s where there is no request, and none for a migration', async () => {
    const sent = await sentCommands(context.connection, inTurn);
    expect(sent.filter(({ command }) => command['maxTimeMS'] !== 10_000)).toEqual([]);

    const migrating = await openConnection(database.uri, database.database);
    const update = () => migrating.collection('notes').updateMany({}, { $set: { rank: 1 } });
    const [migration] = await sentCommands(migrating, update);
    await migrating.close();
    expect(migration?.name).toBe('update');
    expect(migration?.command).not.toHaveProperty('maxTimeMS');
  });

  it.each(['find', 'aggregate', 'insertMany', 'updateOne'])('ends the waiting for a slow %s', async (name) => {
    await slowMongo(context.connection, COMMANDS, BLOCK_MS);
    let held = true;
    const release = () => (held = false);
    const unlimited = notes.db.db?.command({ distinct: 'notes', key: 'text' }).then(release);
    await expect(within(DEADLINE_MS, async () => operations[name]?.())).rejects.toMatchObject(tooLate);
    expect(held).toBe(true);
    await unlimited;
  });

  it('keeps MongoDB from writing later what was held up', async () => {
    await slowMongo(context.connection, ['insert', 'update'], BLOCK_MS);
    await expect(within(DEADLINE_MS, () => notes.insertMany([aNote({ text: 'late' })]))).rejects.toMatchObject(tooLate);
    await notes.db.db?.command({ update: 'notes', updates: [{ q: {}, u: { $set: { rank: 1 } } }] });
    expect(await notes.find().lean()).toEqual([]);
  });

  it('keeps a transaction from being stored whose write was held up', async () => {
    await slowMongo(context.connection, ['update'], BLOCK_MS);
    const work = within(DEADLINE_MS, () =>
      context.get(Transaction).run(async () => {
        await notes.insertMany([aNote({ text: 'late' })]);
        await notes.updateMany({}, { rank: 1 });
      }),
    );
    await expect(work).rejects.toMatchObject(tooLate);
    await notes.db.db?.command({ update: 'notes', updates: [{ q: {}, u: { $set: { rank: 1 } } }] });
    expect(await notes.find().lean()).toEqual([]);
  });

  it('keeps an operation from beginning when it has passed', async () => {
    const sent = await sentCommands(context.connection, () =>
      expect(within(-1, () => notes.insertMany([aNote()]))).rejects.toMatchObject(tooLate),
    );
    expect(sent).toEqual([]);
  });

  async function inTurn(): Promise<void> {
    for (const operation of Object.values(operations)) await operation();
  }
});

const hasNoLimit = ({ command }: SentCommand): boolean => !(Number(command['maxTimeMS']) > 0);
