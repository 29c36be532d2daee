import type { Actor } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { aHead, aManager, anAdministrator } from '@crm/testing';
import { type HandOverPerson, afterFailure, assertMayHandOver, nothing, sameCounts } from './hand-over.ts';

const east = 'e'.repeat(24);
const person = (id: string, facts: Partial<HandOverPerson> = {}): HandOverPerson => ({
  id,
  departmentId: east,
  status: 'active',
  ...facts,
});
const leaver = person('leaver');
const successor = person('successor', { departmentId: 'w'.repeat(24) });
const headOfEast = aHead({ departmentIds: [east] });

describe(assertMayHandOver, () => {
  it.each<{ rule: string; actor: Actor; leaver: HandOverPerson }>([
    { rule: 'an administrator hands over anybody', actor: anAdministrator(), leaver },
    { rule: 'a head hands over his people', actor: headOfEast, leaver },
    {
      rule: 'one who has left may be handed over again',
      actor: headOfEast,
      leaver: person('leaver', { status: 'dismissed' }),
    },
  ])('$rule', ({ actor, leaver }) => {
    expect(() => assertMayHandOver(actor, { leaver, successor })).not.toThrow();
  });

  it.each<{ rule: string; actor: Actor; successor?: HandOverPerson; code: string }>([
    { rule: 'a manager', actor: aManager(), code: 'forbidden' },
    { rule: 'the head of another department', actor: aHead(), code: 'forbidden' },
    { rule: 'a head who heads nothing', actor: aHead({ departmentIds: [] }), code: 'forbidden' },
    { rule: 'the leaver himself', actor: headOfEast, successor: leaver, code: 'hand_over.same_person' },
    {
      rule: 'a successor who leaves too',
      actor: headOfEast,
      successor: person('successor', { status: 'leaving' }),
      code: 'employee.not_active',
    },
  ])('refuses $rule', ({ actor, code, ...people }) => {
    expect(() => assertMayHandOver(actor, { leaver, successor, ...people })).toThrow(code);
  });
});

describe(sameCounts, () => {
  it('notices a single record more', () => {
    expect(sameCounts(nothing, { ...nothing })).toBe(true);
    expect(sameCounts(nothing, { ...nothing, reminders: 1 })).toBe(false);
  });
});

describe(afterFailure, () => {
  const down = new DomainError('service_unavailable');
  const late = new DomainError('deadline_exceeded');
  const bug = new TypeError('the insides');

  it.each([
    { error: down, before: 0, outcome: { kind: 'retry', pauseMs: 1000, reason: 'service_unavailable' } },
    { error: down, before: 3, outcome: { kind: 'retry', pauseMs: 8000, reason: 'service_unavailable' } },
    { error: late, before: 5000, outcome: { kind: 'retry', pauseMs: 30_000, reason: 'deadline_exceeded' } },
    { error: bug, before: 18, outcome: { kind: 'retry', pauseMs: 30_000, reason: 'internal' } },
    { error: bug, before: 19, outcome: { kind: 'fail', reason: 'internal' } },
  ])('after $before failures and $error.message: $outcome.kind', ({ error, before, outcome }) => {
    expect(afterFailure(error, before)).toEqual(outcome);
  });
});
