import type { SharingStep } from '@crm/contracts';
import type { Shared } from '../clients/client.repository.ts';
import { afterStep } from './sharing.ts';

const nobody: Shared = { team: [], grants: [] };
const kim = { employeeId: 'kim', part: 'Инженер' };
const east = { kind: 'department', id: 'east' } as const;
const both: Shared = { team: [kim], grants: [east] };
const join = (part: string): SharingStep => ({ step: 'join', employeeId: 'kim', part });

describe(afterStep, () => {
  it.each<[string, Shared, SharingStep, Shared]>([
    ['takes somebody into the team', nobody, join('Инженер'), { team: [kim], grants: [] }],
    ['gives a member another part', both, join('Юрист'), { ...both, team: [{ ...kim, part: 'Юрист' }] }],
    ['lets a member go', both, { step: 'leave', employeeId: 'kim' }, { team: [], grants: [east] }],
    ['shows the client to a department', nobody, { step: 'grant', ...east }, { team: [], grants: [east] }],
    ['takes that back', both, { step: 'withdraw', ...east }, { team: [kim], grants: [] }],
  ])('%s', (_what, shared, ...[step, expected]) => {
    expect(afterStep(shared, step)).toEqual(expected);
  });

  it.each<[string, SharingStep]>([
    ['a member joins in the same part', join('Инженер')],
    ['a stranger leaves', { step: 'leave', employeeId: 'lee' }],
    ['a grant is there', { step: 'grant', ...east }],
    ['an employee with the id of a granted department is meant', { step: 'withdraw', kind: 'employee', id: 'east' }],
  ])('leaves everything as it is when %s', (_what, step) => {
    expect(afterStep(both, step)).toBe(both);
  });

  it('takes fifty and no more', () => {
    const team = Array.from({ length: 50 }, (_, n) => ({ employeeId: `${n}`, part: 'Инженер' }));
    expect(() => afterStep({ team, grants: [] }, join('Инженер'))).toThrow('invalid');
    expect(afterStep({ team, grants: [] }, { ...join('Юрист'), employeeId: '7' } as SharingStep).team).toHaveLength(50);
  });
});
