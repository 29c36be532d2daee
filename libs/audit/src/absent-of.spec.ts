import { absentOf } from './absent-of.ts';

const [me, colleague, other, trade] = ['1', '2', '3', '4'].map((digit) => digit.repeat(24));
const during = { from: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' };
const standing = (sectorIds: string[] | null = null) => ({
  employeeId: me!,
  standsInFor: [{ employeeId: colleague!, name: 'Al', sectorIds, ...during }],
});

describe('in whose place a record was changed', () => {
  it.each([
    ['nobody’s, by a program', undefined, { ownerId: colleague! }, {}, []],
    ['nobody’s, by who stands in for nobody', { employeeId: me!, standsInFor: [] }, { ownerId: colleague! }, {}, []],
    ['the owner’s', standing(), { ownerId: colleague! }, {}, [colleague]],
    ['nobody’s, where it belongs to somebody else', standing(), { ownerId: other! }, {}, []],
    ['nobody’s, where he made it', standing(), null, {}, []],
    ['the owner’s, of his sector', standing([trade!]), { ownerId: colleague!, sectorId: trade! }, {}, [colleague]],
    ['nobody’s, of another sector', standing([trade!]), { ownerId: colleague!, sectorId: other! }, {}, []],
    [
      'whom the record names',
      standing(),
      { ownerId: me! },
      { madeOnBehalf: { substituteId: me!, absentId: colleague! } },
      [colleague],
    ],
    ['nobody’s, where the record names none', standing(), { ownerId: colleague! }, { madeOnBehalf: null }, []],
  ])('is %s', (...[, actor, before, after, expected]) => {
    expect(absentOf(actor, before, after)).toEqual(expected);
  });
});
