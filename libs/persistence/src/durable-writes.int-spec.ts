import { ServiceContext, sentCommands, startServiceContext } from '@crm/testing';
import type { Model } from 'mongoose';
import { aNote, noteSchema, type Note } from '../test/note.ts';
import { Transaction } from './index.ts';

const inMajority = expect.objectContaining({ w: 'majority', j: true });

describe('what is written', () => {
  let context: ServiceContext;
  let notes: Model<Note>;

  beforeAll(async () => {
    context = await startServiceContext({ schemas: { Note: noteSchema } });
    notes = context.connection.model<Note>('Note');
  });
  afterAll(() => context.stop());

  const writes: Record<string, () => Promise<unknown>> = {
    create: () => notes.create(aNote()),
    insertMany: () => notes.insertMany([aNote()]),
    bulkWrite: () => notes.bulkWrite([{ insertOne: { document: aNote() } }]),
    updateOne: () => notes.updateOne({}, { rank: 1 }),
    updateMany: () => notes.updateMany({}, { rank: 1 }),
    findOneAndUpdate: () => notes.findOneAndUpdate({}, { rank: 1 }),
    findOneAndDelete: () => notes.findOneAndDelete(),
    deleteMany: () => notes.deleteMany(),
    'native insertOne': () => context.connection.collection('notes').insertOne({ text: 'native' }),
  };

  it.each(Object.keys(writes))('by %s is acknowledged by the journals of a majority', async (name) => {
    const sent = await sentCommands(context.connection, async () => writes[name]?.());
    expect(sent.map(({ command }) => command['writeConcern'])).toEqual([inMajority]);
  });

  it('in a transaction is acknowledged so with its commit', async () => {
    const work = () => context.get(Transaction).run(() => notes.create(aNote()));
    const sent = await sentCommands(context.connection, work);
    const concerns = sent.map(({ name, command }) => ({ name, concern: command['writeConcern'] }));
    expect(concerns).toEqual([
      { name: 'insert', concern: undefined },
      { name: 'commitTransaction', concern: inMajority },
    ]);
  });
});
