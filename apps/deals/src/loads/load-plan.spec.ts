import { planLoad } from './load-plan.ts';

const row = (externalId: string) => ({ externalId });
const ids = (): (() => string) => {
  let last = 0;
  return () => `new-${(last += 1)}`;
};

describe(planLoad, () => {
  const plan = planLoad(['a', 'b', 'c'].map(row), new Map([['b', 'old']]), ids());

  it('keeps rows whose key is known and creates the others', () => {
    expect(plan.created).toEqual([
      { id: 'new-1', row: row('a') },
      { id: 'new-2', row: row('c') },
    ]);
  });

  it('tells what became of each row, in their order', () => {
    expect(plan.result.rows).toEqual([
      { externalId: 'a', id: 'new-1', outcome: 'created' },
      { externalId: 'b', id: 'old', outcome: 'kept' },
      { externalId: 'c', id: 'new-2', outcome: 'created' },
    ]);
  });

  it('creates one record for a key that is repeated in the load', () => {
    const { created, result } = planLoad(['a', 'a'].map(row), new Map(), ids());
    expect(created).toHaveLength(1);
    expect(result.rows.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['new-1', 'created'],
      ['new-1', 'kept'],
    ]);
  });
});
