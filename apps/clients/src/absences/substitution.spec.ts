import { coverOf, himself, nextStandIns, type Substituted } from './substitution.ts';

const day = (number: number): Date => new Date(Date.UTC(2026, 10, number));

type Named = string | { readonly employeeId: string; readonly sectorIds: string[] };

/** Away from one day of November to another. */
const away = (employeeId: string, [first, last]: readonly [number, number], ...names: Named[]): Substituted => ({
  employeeId,
  from: day(first),
  to: day(last),
  substitutes: names.map((name) => (typeof name === 'string' ? { employeeId: name, sectorIds: null } : name)),
});

describe(nextStandIns, () => {
  it('follows a substitute who is absent himself, for as long as both are', () => {
    const direct = nextStandIns([himself('cy')], [away('bo', [5, 12], 'cy')]);
    expect(direct).toEqual([{ employeeId: 'bo', sectorIds: null, from: day(5), to: day(12), through: [] }]);
    expect(nextStandIns(direct, [away('al', [1, 8], 'bo')])).toEqual([
      { employeeId: 'al', sectorIds: null, from: day(5), to: day(8), through: ['bo'] },
    ]);
  });

  it('looks after what both look after', () => {
    const [direct] = nextStandIns(
      [himself('cy')],
      [away('bo', [1, 9], { employeeId: 'cy', sectorIds: ['oil', 'gas'] })],
    );
    const of = (...sectorIds: string[]) =>
      nextStandIns([direct!], [away('al', [1, 9], { employeeId: 'bo', sectorIds })]).map((one) => one.sectorIds);
    expect(of('gas', 'tea')).toEqual([['gas']]);
    expect(of('tea')).toEqual([]);
  });

  it.each([
    { what: 'somebody who names others', absences: [away('al', [1, 9], 'bo')] },
    { what: 'himself', absences: [away('cy', [1, 9], 'cy')] },
    { what: 'nobody when nobody is away', absences: [] },
  ])('is not for $what', ({ absences }) => {
    expect(nextStandIns([himself('cy')], absences)).toEqual([]);
  });

  it('acts for each but once', () => {
    const twice = [away('al', [1, 9], 'cy'), away('al', [3, 4], 'cy')];
    expect(nextStandIns([himself('cy')], twice)).toHaveLength(1);
  });
});

describe(coverOf, () => {
  const absences = (...list: Substituted[]) => new Map(list.map((one) => [one.employeeId, one]));
  it.each([
    { rule: 'one who is there', away: absences(), expected: 'covered' },
    { rule: 'one who is away without a substitute', away: absences(away('bo', [1, 9])), expected: 'absent' },
    { rule: 'one whose substitute is there', away: absences(away('bo', [1, 9], 'cy')), expected: 'covered' },
    {
      rule: 'one whose substitute looks after a part alone',
      away: absences(away('bo', [1, 9], { employeeId: 'cy', sectorIds: ['oil'] })),
      expected: 'absent',
    },
    { rule: 'one whose substitute is the absent', away: absences(away('bo', [1, 9], 'al')), expected: 'circle' },
    {
      rule: 'a longer way back',
      away: absences(away('bo', [1, 9], 'cy'), away('cy', [1, 9], 'al')),
      expected: 'circle',
    },
    {
      rule: 'one of two ways that ends well',
      away: absences(away('bo', [1, 9], 'al', 'cy')),
      expected: 'covered',
    },
  ])('$rule: $expected', ({ away: absent, expected }) => {
    expect(coverOf('bo', 'al', absent)).toBe(expected);
  });
});
