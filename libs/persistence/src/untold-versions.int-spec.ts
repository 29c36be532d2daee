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
  /** A letter whose event has been told. */
  const storedLetter = (_id = aNote()._id) =>
    transaction.run(async () => {
      await letters.insertMany([aNote({ _id })], { lean: true });
      tell(_id, 1);
      return { _id };
    });
  const stored = async (_id: Types.ObjectId) => (await letters.findById(_id).lean())?.version;

  it('is stored with its event', async () => {
    const { _id } = await storedLetter();
    await transaction.run(async () => {
      await change(letters, _id);
      await change(letters, _id);
      tell(_id, 2);
      transaction.beforeCommit(async () => tell(_id, 3));
    });
    expect(await stored(_id)).toBe(3);
  });

  it('is not stored without one, and the error names the record and its version', async () => {
    const { _id } = await storedLetter();
    const untold = transaction.run(async () => {
      await change(letters, _id);
      await change(letters, _id);
      tell(_id, 2);
    });
    await expect(untold).rejects.toThrow(`letter ${_id.toHexString()} in version 3`);
    expect(await stored(_id)).toBe(1);
  });

  it('is refused outside of a transaction', async () => {
    const { _id } = await storedLetter();
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
    for (const { _id } of made) await storedLetter(_id);
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
    const { _id } = await storedLetter();
    await letters.updateOne({ _id }, { $set: { text: 'newer' } });
    expect(await letters.findById(_id).lean()).toMatchObject({ text: 'newer', version: 1 });
  });

  it.each(['create', 'save', 'insertOne'] as const)('is a record made by %s as well', async (operation) => {
    const made = letter();
    const make = async () => {
      // eslint-disable-next-line no-restricted-syntax -- a new document may be saved
      if (operation === 'save') return new letters(made).save();
      return operation === 'create' ? letters.create(made) : letters.insertOne(made);
    };
    await expect(make()).rejects.toThrow('needs a transaction');
    await expect(transaction.run(make)).rejects.toThrow(`letter ${made._id.toHexString()} in version 1`);
    expect(await stored(made._id)).toBeUndefined();
    await transaction.run(async () => {
      await make();
      tell(made._id, 1);
    });
    expect(await stored(made._id)).toBe(1);
  });

  it.each([
    ['$inc', { $inc: { version: 1 } }],
    ['$set', { $set: { version: 2 } }],
    ['no operator', { version: 2 }],
    ['$max', { $max: { version: 2 } }],
  ])('is one by findOneAndUpdate that raises the version with %s', async (_by, update) => {
    const { _id } = await storedLetter();
    const raise = () => letters.findOneAndUpdate({ _id }, update, { returnDocument: 'after' }).lean();
    await expect(raise()).rejects.toThrow('needs a transaction');
    await expect(transaction.run(raise)).rejects.toThrow(`letter ${_id.toHexString()} in version 2`);
    expect(await stored(_id)).toBe(1);
    await transaction.run(async () => {
      await raise();
      tell(_id, 2);
    });
    expect(await stored(_id)).toBe(2);
  });

  const pipeline = [{ $set: { version: { $add: ['$version', 1] } } }];
  const raise = { $inc: { version: 1 } };
  const upsert = { upsert: true } as const;
  type Try = (_id: Types.ObjectId) => PromiseLike<unknown>;
  const uncheckable: Readonly<Record<string, Try>> = {
    replaceOne: (_id) => letters.replaceOne({ _id }, aNote({ _id, version: 2 })),
    findOneAndReplace: (_id) => letters.findOneAndReplace({ _id }, aNote({ _id, version: 2 })),
    deleteOne: (_id) => letters.deleteOne({ _id }),
    'deleteOne of a document': async (_id) => (await letters.findById(_id))?.deleteOne(),
    deleteMany: (_id) => letters.deleteMany({ _id }),
    findOneAndDelete: (_id) => letters.findOneAndDelete({ _id }),
    'updateOne with a pipeline': (_id) => letters.updateOne({ _id }, pipeline, { updatePipeline: true }),
    'updateMany with a pipeline': (_id) => letters.updateMany({ _id }, pipeline, { updatePipeline: true }),
    'findOneAndUpdate with a pipeline': (_id) => letters.findOneAndUpdate({ _id }, pipeline, { updatePipeline: true }),
    'updateOne that may insert': (_id) => letters.updateOne({ _id }, { $set: { text: 'new' } }, upsert),
    'updateMany that may insert': (_id) => letters.updateMany({ _id }, { $set: { text: 'new' } }, upsert),
    'findOneAndUpdate that may insert': (_id) => letters.findOneAndUpdate({ _id }, { $set: { text: 'new' } }, upsert),
    'findOneAndUpdate that returns what was': (_id) => letters.findOneAndUpdate({ _id }, raise),
    'findOneAndUpdate that leaves the version out': (_id) =>
      letters.findOneAndUpdate({ _id }, raise, { returnDocument: 'after', projection: { text: 1 } }).lean(),
    bulkWrite: (_id) => letters.bulkWrite([{ updateOne: { filter: { _id }, update: raise } }]),
    bulkSave: () => letters.bulkSave([new letters(aNote())]),
  };

  it.each(Object.entries(uncheckable))(
    'is not made by %s, which says neither what it changed nor to which version',
    async (_name, attempt) => {
      const { _id } = await storedLetter();
      const refused = transaction.run(async () => {
        await attempt(_id);
        tell(_id, 2);
      });
      await expect(refused).rejects.toThrow(/^Letter \(collection letters\): .*: use /);
      expect(await letters.findById(_id).lean()).toMatchObject({ text: 'note', version: 1 });
    },
  );

  it('is the deletion that follows a last version, and is told by its event', async () => {
    const { _id } = await storedLetter();
    const remove = (...told: readonly number[]) =>
      transaction.run(async () => {
        await change(letters, _id);
        await letters.findOneAndDelete({ _id }).lean();
        for (const version of told) tell(_id, version);
      });
    await expect(remove()).rejects.toThrow(`letter ${_id.toHexString()} in version 2`);
    await remove(2);
    expect(await stored(_id)).toBeUndefined();
  });

  it('asks nothing for records that nobody is told of', async () => {
    const notes = context.connection.model<Note>('Note');
    const { _id } = await notes.create(aNote());
    expect(await transaction.run(() => change(notes, _id))).toMatchObject({ version: 2 });
  });
});
