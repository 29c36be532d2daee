import { ServiceContext, startServiceContext } from '@crm/testing';
import type { Model } from 'mongoose';
import { aNote, noteSchema, type Note } from '../test/note.ts';
import { profiled } from '../test/profiled.ts';
import { cursorPage, type PageQuery } from './cursor-page.ts';
import type { Sort } from './page-cursor.ts';

type Rank = Note['rank'];

describe(cursorPage, () => {
  let context: ServiceContext;
  let notes: Model<Note>;

  beforeAll(async () => {
    context = await startServiceContext({ schemas: { Note: noteSchema } });
    notes = context.connection.model<Note>('Note');
  });
  beforeEach(() => notes.deleteMany());
  afterAll(() => context.stop());

  const page = (query: Partial<PageQuery<Note>> = {}) =>
    cursorPage({ model: notes, filter: {}, sort: { field: 'rank', direction: 'asc' }, limit: 2, ...query });
  const fill = (...ranks: Rank[]) => notes.insertMany(ranks.map((rank) => aNote(rank === undefined ? {} : { rank })));

  async function walk(sort: Sort): Promise<Note[]> {
    const met: Note[] = [];
    let cursor: string | undefined;
    do {
      const { data, page: end } = await page({ sort, cursor });
      met.push(...data);
      cursor = end.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return met;
  }

  const sets: { of: string; ranks: Rank[] }[] = [
    { of: 'numbers with ties', ranks: [3, 1, 2, 2, 2, 2, 0.5] },
    { of: 'texts', ranks: ['b', 'a', 'B', '', 'яблоко', 'a'] },
    { of: 'moments', ranks: [new Date(5), new Date(1), new Date(5), new Date(3)] },
    { of: 'numbers, nulls and missing values', ranks: [2, null, undefined, 1, null, 2, undefined] },
    { of: 'nothing but nulls', ranks: [null, null, null, null, null] },
  ];
  const sorts: Sort[] = [
    { field: 'rank', direction: 'asc' },
    { field: 'rank', direction: 'desc' },
    { field: '_id', direction: 'asc' },
    { field: '_id', direction: 'desc' },
  ];
  const cases = sets.flatMap(({ of, ranks }) => sorts.map((sort) => ({ of, ranks, ...sort })));

  it.each(cases)('walks $of by $field $direction, meeting each once in order', async ({ ranks, field, direction }) => {
    await fill(...ranks);
    const order = direction === 'asc' ? 1 : -1;
    const expected = await notes
      .find()
      .sort([
        [field, order],
        ['_id', order],
      ])
      .lean<Note[]>();
    expect(await walk({ field, direction })).toEqual(expected);
  });

  it('says where the next page begins, and that there is none', async () => {
    await fill(1, 2, 3);
    const first = await page();
    expect(first).toEqual({
      data: [expect.objectContaining({ rank: 1 }), expect.objectContaining({ rank: 2 })],
      page: { nextCursor: expect.any(String), hasMore: true },
    });
    const second = await page({ cursor: first.page.nextCursor ?? '' });
    expect(second).toEqual({
      data: [expect.objectContaining({ rank: 3 })],
      page: { nextCursor: null, hasMore: false },
    });
  });

  it('goes on after a record that has been deleted since', async () => {
    await fill(1, 2, 3, 4);
    const { page: end } = await page();
    await notes.deleteOne({ rank: 2 });
    const next = await page({ cursor: end.nextCursor ?? '' });
    expect(next.data.map(({ rank }) => rank)).toEqual([3, 4]);
  });

  it('counts all records of the filter when asked', async () => {
    await fill(1, 2, 3);
    await notes.create(aNote({ text: 'other', rank: 4 }));
    await expect(page({ filter: { text: 'note' }, count: true })).resolves.toMatchObject({ total: 3 });
  });

  it('keeps the sort value in a projection, which the cursor needs', async () => {
    await fill(1, 2, 3);
    const { data, page: end } = await page({ projection: { text: 1 } });
    expect(data.map((note) => Object.keys(note).sort())).toEqual([
      ['_id', 'rank', 'text'],
      ['_id', 'rank', 'text'],
    ]);
    await expect(page({ cursor: end.nextCursor ?? '' })).resolves.toMatchObject({ data: [{ rank: 3 }] });
  });

  it.each(['asc', 'desc'] as const)('reads a later page (%s) from the index, without sorting', async (direction) => {
    await fill(...Array.from({ length: 200 }, (_, index) => index), null);
    const sort: Sort = { field: 'rank', direction };
    const { page: end } = await page({ sort, limit: 50 });
    const queries = await profiled(context.connection, () => page({ sort, limit: 10, cursor: end.nextCursor ?? '' }));
    expect(queries.filter(({ hasSortStage }) => hasSortStage)).toEqual([]);
    expect(queries.reduce((sum, { docsExamined }) => sum + docsExamined, 0)).toBe(11);
  });

  describe('refuses', () => {
    it.each([
      '',
      'nonsense',
      Buffer.from('[{"$gt":""},1,2]').toString('base64url'),
      Buffer.from('7').toString('base64url'),
    ])('the malformed cursor "%s"', async (cursor) => {
      await expect(page({ cursor })).rejects.toMatchObject({ code: 'cursor_invalid' });
    });

    it('a cursor of another order', async () => {
      await fill(1, 2, 3);
      const { page: end } = await page();
      const foreign = page({ cursor: end.nextCursor ?? '', sort: { field: 'rank', direction: 'desc' } });
      await expect(foreign).rejects.toMatchObject({ code: 'cursor_invalid' });
    });

    it('a cursor whose value was replaced by an operator', async () => {
      await fill(1, 2, 3);
      const { page: end } = await page();
      const [, id, list]: unknown[] = JSON.parse(Buffer.from(end.nextCursor ?? '', 'base64url').toString());
      const forged = Buffer.from(JSON.stringify([{ $ne: 1 }, id, list])).toString('base64url');
      await expect(page({ cursor: forged })).rejects.toMatchObject({ code: 'cursor_invalid' });
    });
  });
});
