import { rightsInTheBeginning } from '@crm/access';
import { changedRights, differenceOf, goesBySubtree, subtreeAsAll } from './role.ts';

const head = rightsInTheBeginning.head;

describe('a change of a role', () => {
  it('leaves alone what it does not name', () => {
    const after = changedRights('head', head, { scopes: { deal: { read: 'all' } } });
    expect(after).toEqual({
      ...head,
      secondFactorRequired: false,
      scopes: { ...head.scopes, deal: { read: 'all', change: 'subtree' } },
    });
    expect(changedRights('head', head, {})).toEqual({ ...head, secondFactorRequired: false });
    const secured = { ...head, secondFactorRequired: true };
    expect(changedRights('head', secured, { permissions: [...head.permissions] })).toEqual(secured);
  });

  it('takes a permission that is named twice once', () => {
    expect(changedRights('head', head, { permissions: ['write', 'write'] }).permissions).toEqual(['write']);
  });

  it('never takes the right to administer from administrators', () => {
    const change = { permissions: ['write' as const] };
    expect(() => changedRights('administrator', rightsInTheBeginning.administrator, change)).toThrow(
      'role.administrator_needed',
    );
    expect(() => changedRights('head', head, change)).not.toThrow();
  });

  it('is told by what becomes wider and narrower, right by right', () => {
    const change = {
      permissions: ['write', 'load'] as const,
      scopes: { deal: { read: 'all', change: 'own' } } as const,
    };
    const after = changedRights('head', head, { ...change, permissions: [...change.permissions] });
    expect(differenceOf(head, after)).toEqual({
      given: ['load'],
      taken: ['hand-over'],
      scopes: [
        { entity: 'deal', action: 'read', from: 'subtree', to: 'all', effect: 'wider' },
        { entity: 'deal', action: 'change', from: 'subtree', to: 'own', effect: 'narrower' },
      ],
    });
  });
});

describe('that accounts of a role must have a second factor', () => {
  const secured = { ...head, secondFactorRequired: true };

  it.each([
    [head, secured, true],
    [secured, head, false],
    [secured, { ...head, secondFactorRequired: false }, false],
    [head, { ...head, secondFactorRequired: false }, undefined],
    [secured, secured, undefined],
  ])('is told where it changes', (before, after, told) => {
    expect(differenceOf(before, after).secondFactorRequired).toBe(told);
    expect(differenceOf(before, after)).toMatchObject({ given: [], taken: [], scopes: [] });
  });
});

describe('the departments below somebody', () => {
  it('matter where a right goes by them', () => {
    expect(goesBySubtree(head.scopes)).toBe(true);
    expect(goesBySubtree(rightsInTheBeginning.manager.scopes)).toBe(false);
    expect(goesBySubtree(subtreeAsAll(head.scopes))).toBe(false);
    expect(subtreeAsAll(head.scopes)).toEqual(rightsInTheBeginning.administrator.scopes);
  });
});
