import { ServiceContext, startServiceContext } from '@crm/testing';
import { trusted, type Model } from 'mongoose';
import { aNote, noteSchema, type Note } from '../test/note.ts';

describe('filters', () => {
  let context: ServiceContext;
  let notes: Model<Note>;

  beforeAll(async () => {
    context = await startServiceContext({ schemas: { Note: noteSchema } });
    notes = context.connection.model<Note>('Note');
    await notes.create([aNote({ text: 'a' }), aNote({ text: 'b' })]);
  });
  afterAll(() => context.stop());

  it('take an operator that came as input for a value', async () => {
    const input: Record<string, unknown> = JSON.parse('{"text": {"$ne": null}}');
    await expect(notes.find(input)).rejects.toThrow('Cast to string failed');
  });

  it('take operators that the code trusts', async () => {
    const found = await notes.find({ text: trusted({ $in: ['a', 'b'] }), $expr: trusted({ $eq: ['$text', 'b'] }) });
    expect(found.map(({ text }) => text)).toEqual(['b']);
  });

  it.each(['$expr', '$where', '$text'])('refuse %s that nobody trusts', async (operator) => {
    await expect(notes.find({ [operator]: {} })).rejects.toThrow('is not allowed with sanitizeFilter');
  });

  it('refuse a field that the schema does not know', async () => {
    await expect(notes.find({ tezt: 'a' })).rejects.toThrow('Path "tezt" is not in schema');
    await expect(notes.updateOne({ text: 'a' }, { $set: { tezt: 'b' } })).rejects.toThrow('tezt');
    await expect(notes.insertMany([{ ...aNote(), tezt: 'a' }])).rejects.toThrow('tezt');
  });

  it('keep an empty object that is stored', async () => {
    const { _id } = await notes.create(aNote({ tags: {} }));
    expect(await notes.findById(_id).lean()).toHaveProperty('tags', {});
  });
});
