import { DomainError } from '@crm/kernel';
import { MAX_DEPTH, assertParentAllowed } from './client-parent.ts';

const organisation = (id: string) => ({ id, kind: 'organisation' as const });
const person = (id: string) => ({ id, kind: 'person' as const });

describe(assertParentAllowed, () => {
  it.each([
    { rule: 'an organisation may be below another', subsidiary: organisation('a'), ancestors: [organisation('b')] },
    {
      rule: 'a new one may be below a chain',
      subsidiary: { id: null, kind: 'organisation' as const },
      ancestors: [organisation('b'), organisation('c')],
    },
  ])('$rule', ({ subsidiary, ancestors }) => {
    expect(() => assertParentAllowed(subsidiary, ancestors)).not.toThrow();
  });

  it.each([
    { rule: 'the parent exists', subsidiary: organisation('a'), ancestors: [], code: 'client.parent_not_found' },
    {
      rule: 'a person is no parent',
      subsidiary: organisation('a'),
      ancestors: [person('b')],
      code: 'client.parent_not_organisation',
    },
    {
      rule: 'a person has no parent',
      subsidiary: person('a'),
      ancestors: [organisation('b')],
      code: 'client.parent_not_organisation',
    },
    {
      rule: 'nobody is his own parent',
      subsidiary: organisation('a'),
      ancestors: [organisation('a')],
      code: 'client.parent_cycle',
    },
    {
      rule: 'nobody is below his subsidiary',
      subsidiary: organisation('a'),
      ancestors: [organisation('b'), organisation('c'), organisation('a')],
      code: 'client.parent_cycle',
    },
    {
      rule: 'the way up ends',
      subsidiary: organisation('a'),
      ancestors: Array.from({ length: MAX_DEPTH + 1 }, (_, level) => organisation(`b${level}`)),
      code: 'client.parent_cycle',
    },
  ])('$rule, else $code', ({ subsidiary, ancestors, code }) => {
    expect(() => assertParentAllowed(subsidiary, ancestors)).toThrow(new DomainError(code));
  });
});
