import { changeBetween, differenceOf, isNothing, type Rights, scopeOf, withPermission, withScope } from './rights.ts';

const own = { read: 'own', change: 'own' } as const;
const manager: Rights = {
  permissions: ['write'],
  scopes: {
    ...{ client: own, deal: own, activity: own, commitment: own },
    staff: { change: 'none', handOver: 'none', explain: 'none' },
  },
};

describe('a change of the rights of a role', () => {
  it('is nothing while all stands as it was', () => {
    expect(isNothing(differenceOf(manager, withScope(manager, ['deal', 'read'], 'own')))).toBe(true);
    expect(changeBetween(manager, manager)).toEqual({});
  });

  it('contains what differs and no more', () => {
    const wider = withScope(withScope(manager, ['deal', 'read'], 'department'), ['staff', 'explain'], 'own');
    expect(scopeOf(wider, ['deal', 'read'])).toBe('department');
    expect(changeBetween(manager, wider)).toEqual({
      scopes: { deal: { read: 'department' }, staff: { explain: 'own' } },
    });
    expect(differenceOf(manager, wider).scopes).toEqual([
      { right: ['deal', 'read'], from: 'own', to: 'department' },
      { right: ['staff', 'explain'], from: 'none', to: 'own' },
    ]);
  });

  it('names permissions that are given and taken, and sends all that remain', () => {
    const changed = withPermission(withPermission(manager, 'load', true), 'write', false);
    expect(differenceOf(manager, changed)).toMatchObject({ given: ['load'], taken: ['write'] });
    expect(changeBetween(manager, changed)).toEqual({ permissions: ['load'] });
  });

  it('names the rule of the second factor alone where that is all', () => {
    const secured = { ...manager, secondFactorRequired: true };
    expect(changeBetween(manager, secured)).toEqual({ secondFactorRequired: true });
    expect(changeBetween(secured, manager)).toEqual({ secondFactorRequired: false });
    expect(isNothing(differenceOf(manager, { ...manager, secondFactorRequired: false }))).toBe(true);
    expect(withScope(withPermission(secured, 'load', true), ['deal', 'read'], 'all').secondFactorRequired).toBe(true);
  });
});
