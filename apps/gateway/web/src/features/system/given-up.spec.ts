import { givenUp } from './given-up.ts';

describe(givenUp, () => {
  it('names the services that have given events up, and how many', () => {
    const counts = [
      { program: 'clients', count: 0 },
      { program: 'deals', count: 3 },
      { program: 'activities', count: null },
    ] as const;
    expect(givenUp([...counts])).toEqual(['deals (3)']);
  });
});
