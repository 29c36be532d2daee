import { strangersIn } from './strangers.ts';

describe(strangersIn, () => {
  it('finds owners and performers wherever they stand, the reader left out', () => {
    const card = {
      client: { ownerId: 'me' },
      deals: [{ ownerId: 'a' }, { ownerId: 'me' }],
      next: { performerId: 'b' },
    };
    expect(strangersIn(card, 'me')).toEqual(['a', 'b']);
    expect(strangersIn({ data: [], page: { nextCursor: null } }, 'me')).toEqual([]);
  });
});
