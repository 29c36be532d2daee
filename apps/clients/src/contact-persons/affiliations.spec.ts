import { Affiliation } from '@crm/contracts';
import { assertHiddenUntouched, assertNoClientRepeated, clientsThatShow, isCurrent } from './affiliations.ts';

const [mine, other, third] = ['a'.repeat(24), 'b'.repeat(24), 'c'.repeat(24)] as const;
const at = (clientId: string, facts: Partial<Affiliation> = {}): Affiliation =>
  Affiliation.parse({ clientId, ...facts });
const today = '2026-11-22';

describe(assertNoClientRepeated, () => {
  it('refuses to name one client twice', () => {
    expect(() => assertNoClientRepeated([at(mine), at(other)])).not.toThrow();
    expect(() => assertNoClientRepeated([at(mine), at(mine, { position: 'CEO' })])).toThrow(
      'contact_person.affiliation_repeated',
    );
  });
});

describe(isCurrent, () => {
  it.each([
    { to: null, current: true },
    { to: '2026-11-23', current: true },
    { to: '2026-11-22', current: true },
    { to: '2026-11-21', current: false },
  ])('until $to: $current', ({ to, current }) => {
    expect(isCurrent({ to }, today)).toBe(current);
  });
});

describe(clientsThatShow, () => {
  it.each([
    { rule: 'all that he belongs to', affiliations: [at(mine), at(other)], shown: [mine, other] },
    { rule: 'not the ones he left', affiliations: [at(mine), at(other, { to: '2020-01-01' })], shown: [mine] },
    { rule: 'the ones he left when none remains', affiliations: [at(other, { to: '2020-01-01' })], shown: [other] },
  ])('$rule', ({ affiliations, shown }) => {
    expect(clientsThatShow(affiliations, today)).toEqual(shown);
  });
});

describe(assertHiddenUntouched, () => {
  const visible = new Set([mine]);
  const before = [at(mine), at(other, { position: 'CEO' })];

  it.each([
    { change: 'changes the visible one', after: [at(mine, { position: 'CFO' }), at(other, { position: 'CEO' })] },
    { change: 'drops the visible one', after: [at(other, { position: 'CEO' })] },
  ])('lets through a list that $change', ({ after }) => {
    expect(() => assertHiddenUntouched(before, after, visible)).not.toThrow();
  });

  it.each([
    { change: 'drops a hidden one', after: [at(mine)] },
    { change: 'changes a hidden one', after: [at(mine), at(other, { position: 'CFO' })] },
    { change: 'adds a hidden one', after: [...before, at(third)] },
  ])('refuses a list that $change', ({ after }) => {
    expect(() => assertHiddenUntouched(before, after, visible)).toThrow('client.not_found');
  });
});
