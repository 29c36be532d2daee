import { ServiceContext, startServiceContext } from '@crm/testing';
import type { Model, Types } from 'mongoose';
import { aNote, noteSchema, type Note } from '../test/note.ts';
import { changeVersioned, recordSchema, Transaction } from './index.ts';

const letterSchema = recordSchema<Note>({ text: { type: String, required: true } }, { tellsEvents: 'letter' });

describe('a change of a record that others are told of', () => {
  let context: ServiceContext;
  let letters: Model<Note>;
  let transaction: Transaction;

  beforeAll(async () => {
    context = await startServiceContext({ schemas: { Letter: letterSchema, Note: noteSchema } });
    letters = context.connection.model<Note>('Letter');
    transaction = context.get(Transaction);
  });
  afterAll(() => context.stop());

  const change = (model: Model<Note>, _id: Types.ObjectId) =>
    changeVersioned(model, {
      filter: { _id },
      expectedVersion: undefined,
      update: { $set: { text: 'new', updatedAt: new Date() } },
    });
  const tell = (_id: Types.ObjectId, version: number) =>
    transaction.told({ kind: 'letter', id: _id.toHexString(), version });
  const stored = async (_id: Types.ObjectId) => (await letters.findById(_id).lean())?.version;

  it('is stored with its event', async () => {
    const { _id } = await letters.create(aNote());
    await transaction.run(async () => {
      await change(letters, _id);
      await change(letters, _id);
      tell(_id, 2);
      transaction.beforeCommit(async () => tell(_id, 3));
    });
    expect(await stored(_id)).toBe(3);
  });

  it('is not stored without one, and the error names the record and its version', async () => {
    const { _id } = await letters.create(aNote());
    const untold = transaction.run(async () => {
      await change(letters, _id);
      await change(letters, _id);
      tell(_id, 2);
    });
    await expect(untold).rejects.toThrow(`letter ${_id.toHexString()} in version 3`);
    expect(await stored(_id)).toBe(1);
  });

  it('is refused outside of a transaction', async () => {
    const { _id } = await letters.create(aNote());
    await expect(change(letters, _id)).rejects.toThrow('A change of a letter needs a transaction');
    expect(await stored(_id)).toBe(1);
  });

  it('asks nothing for records that nobody is told of', async () => {
    const notes = context.connection.model<Note>('Note');
    const { _id } = await notes.create(aNote());
    expect(await transaction.run(() => change(notes, _id))).toMatchObject({ version: 2 });
  });
});
