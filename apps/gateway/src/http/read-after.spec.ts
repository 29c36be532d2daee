import { changedOf } from './read-after.ts';

describe(changedOf, () => {
  const changedAt = Date.UTC(2026, 10, 29, 12);
  const token = changedAt.toString(36);
  const earlier = (changedAt - 5_000).toString(36);
  const all = ['clients', 'deals', 'activities'];

  it.each([
    { says: 'without a change', tokens: undefined, later: 0, changed: [] },
    { says: 'at once', tokens: token, later: 0, changed: all },
    { says: 'while something older could be served', tokens: token, later: 1_999, changed: all },
    { says: 'on a gateway whose clock is behind', tokens: token, later: -1_500, changed: all },
    { says: 'on a gateway whose clock is before', tokens: token, later: 3_900, changed: all },
    { says: 'when nothing older can be served', tokens: token, later: 4_000, changed: [] },
    { says: 'of one service', tokens: `${token}.deals`, later: 0, changed: ['deals'] },
    { says: 'of several', tokens: `${token}.activities.clients`, later: 0, changed: ['clients', 'activities'] },
    {
      says: 'of several changes',
      tokens: `${token}.deals, ${token}.activities`,
      later: 0,
      changed: ['deals', 'activities'],
    },
    { says: 'of the latest alone', tokens: `${earlier}.clients,${token}.deals`, later: 0, changed: ['deals'] },
  ])('$says: $changed', ({ tokens, later, changed }) => {
    expect(changedOf(tokens, changedAt + later)).toEqual(changed);
  });

  it.each(['', 'W/"1"', 'yesterday!', 'zzzzzzzzzzzz', `${token}.mail`, `${token}.`, `${token},`])(
    'refuses %j',
    (tokens) => {
      expect(() => changedOf(tokens)).toThrow('invalid');
    },
  );
});
