import { planLoad } from './load-plan.ts';

describe(planLoad, () => {
  const idsInOrder = (): (() => string) => {
    let count = 0;
    return () => `new-${++count}`;
  };

  it('answers in the order of the rows, and keeps what is known or repeated', () => {
    const rows = ['b', 'known', 'a', 'b'].map((externalId) => ({ externalId }));
    const plan = planLoad(rows, new Map([['known', 'old']]), idsInOrder());

    expect(plan.result.rows).toEqual([
      { externalId: 'b', id: 'new-1', outcome: 'created' },
      { externalId: 'known', id: 'old', outcome: 'kept' },
      { externalId: 'a', id: 'new-2', outcome: 'created' },
      { externalId: 'b', id: 'new-1', outcome: 'kept' },
    ]);
    expect(plan.fresh).toEqual([
      { id: 'new-1', row: { externalId: 'b' } },
      { id: 'new-2', row: { externalId: 'a' } },
    ]);
  });

  it('knows the id of every key, so that rows can refer to each other', () => {
    const { ids } = planLoad([{ externalId: 'a' }], new Map([['known', 'old']]), idsInOrder());
    expect(Object.fromEntries(ids)).toEqual({ known: 'old', a: 'new-1' });
  });
});
