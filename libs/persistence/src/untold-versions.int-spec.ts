import { ServiceContext, startServiceContext } from '@crm/testing';
import { trusted, type Model, type Types } from 'mongoose';
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

  const letter = (): Note => aNote();
  const ids = (...made: readonly Note[]) => made.map(({ _id }) => _id);

  it('is a new record as well: none of many is stored without its event', async () => {
    const [first, second] = [letter(), letter()];
    const insert = (...told: readonly Note[]) =>
      transaction.run(async () => {
        await letters.insertMany([first, second], { lean: true });
        for (const { _id } of told) tell(_id, 1);
      });
    await expect(insert(first)).rejects.toThrow(`letter ${second._id.toHexString()} in version 1`);
    expect(await letters.countDocuments({ _id: trusted({ $in: ids(first, second) }) })).toBe(0);
    await insert(first, second);
    expect(await letters.countDocuments({ _id: trusted({ $in: ids(first, second) }) })).toBe(2);
    await expect(letters.insertMany([letter()])).rejects.toThrow('needs a transaction');
  });

  it('is one of each of many that are changed at once', async () => {
    const made = [letter(), letter()];
    await letters.create(made);
    const filter = { _id: trusted({ $in: ids(...made) }) };
    const raise = (...told: readonly Note[]) =>
      transaction.run(async () => {
        await letters.updateMany(filter, { $set: { text: 'new' }, $inc: { version: 1 } });
        for (const { _id } of told) tell(_id, 2);
      });
    await expect(raise(...made.slice(1))).rejects.toThrow(
      '2 records were changed, and events tell of 1 of kind letter',
    );
    await raise(...made);
    expect((await letters.find(filter).lean()).map(({ version }) => version)).toEqual([2, 2]);
    await expect(letters.updateMany(filter, { $inc: { version: 1 } })).rejects.toThrow('needs a transaction');
  });

  it('is none where the version stays', async () => {
    const { _id } = await letters.create(letter());
    await letters.updateOne({ _id }, { $set: { text: 'newer' } });
    expect(await letters.findById(_id).lean()).toMatchObject({ text: 'newer', version: 1 });
  });

  it('is not made by an operation that does not say what it has changed', async () => {
    const { _id } = letter();
    const change = letters.bulkWrite([{ updateOne: { filter: { _id }, update: { $inc: { version: 1 } } } }]);
    await expect(change).rejects.toThrow('bulkWrite does not say which letter');
  });

  it('asks nothing for records that nobody is told of', async () => {
    const notes = context.connection.model<Note>('Note');
    const { _id } = await notes.create(aNote());
    expect(await transaction.run(() => change(notes, _id))).toMatchObject({ version: 2 });
  });
});
