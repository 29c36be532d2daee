import { loadOutcome } from './load-outcome.ts';

describe(loadOutcome, () => {
  const rows = ['b', 'a', 'c', 'a'].map((externalId) => ({ externalId }));

  it('answers in the order of the rows, and counts a repeated key once', () => {
    const known = new Map([['b', 'id-b']]);
    const created = new Map([
      ['a', 'id-a'],
      ['c', 'id-c'],
    ]);
    expect(loadOutcome(rows, { known, created })).toEqual({
      rows: [
        { externalId: 'b', id: 'id-b', outcome: 'kept' },
        { externalId: 'a', id: 'id-a', outcome: 'created' },
        { externalId: 'c', id: 'id-c', outcome: 'created' },
        { externalId: 'a', id: 'id-a', outcome: 'kept' },
      ],
    });
  });

  it('fails loudly when a row is missing', () => {
    expect(() => loadOutcome(rows, { known: new Map(), created: new Map() })).toThrow('neither found nor stored');
  });
});
