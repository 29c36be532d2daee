import { ServiceContext, startServiceContext } from '@crm/testing';
import type { Model } from 'mongoose';
import { aNote, noteSchema, type Note } from '../test/note.ts';
import { changeVersioned } from './change-versioned.ts';

const later = new Date('2026-02-02T00:00:00Z');

describe(changeVersioned, () => {
  let context: ServiceContext;
  let notes: Model<Note>;

  beforeAll(async () => {
    context = await startServiceContext({ schemas: { Note: noteSchema } });
    notes = context.connection.model<Note>('Note');
  });
  afterAll(() => context.stop());

  const change = (filter: Partial<Note>, expectedVersion: number | undefined, text = 'new') =>
    changeVersioned(notes, { filter, expectedVersion, update: { $set: { text, updatedAt: later } } });

  it('returns the changed record with the next version', async () => {
    const { _id } = await notes.create(aNote());
    expect(await change({ _id }, 1)).toMatchObject({ _id, text: 'new', version: 2, updatedAt: later });
    expect(await change({ _id }, undefined)).toMatchObject({ version: 3 });
  });

  it('refuses a version that is not the current one, and names that', async () => {
    const { _id } = await notes.create(aNote({ text: 'old', version: 4 }));
    await expect(change({ _id }, 3)).rejects.toMatchObject({ code: 'version_conflict', details: { current: 4 } });
    expect(await notes.findById(_id).lean()).toMatchObject({ text: 'old', version: 4 });
  });

  it('finds nothing outside of the filter, whatever version is expected', async () => {
    const { _id } = await notes.create(aNote({ text: 'of a stranger' }));
    expect(await change({ _id, text: 'mine' }, 1)).toBeNull();
    expect(await change({ _id, text: 'mine' }, 7)).toBeNull();
  });

  it('lets one of many writers of a version win', async () => {
    const { _id } = await notes.create(aNote());
    const writers = Array.from({ length: 50 }, (_, index) => change({ _id }, 1, `writer ${index}`));
    const outcomes = await Promise.allSettled(writers);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await notes.findById(_id).lean()).toMatchObject({ version: 2 });
  });
});
