import { z } from 'zod';
import { Id, TimeZone } from './primitives.ts';

/** What an account may do in general; which records it concerns is said by `AccessScope`. */
export const Role = z
  .enum(['administrator', 'director', 'head', 'manager', 'marketer', 'auditor', 'integration', 'system'])
  .meta({ id: 'Role' });
export type Role = z.output<typeof Role>;

/** The records that an actor reaches: everybody's, those of some departments' employees, or his own. */
export const AccessScope = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('departments'), departmentIds: z.array(Id) }),
    z.strictObject({ kind: z.literal('own') }),
  ])
  .meta({ id: 'AccessScope' });
export type AccessScope = z.output<typeof AccessScope>;

/** Who asks: signed by the gateway into every message, verified by every service. */
export const Actor = z
  .strictObject({
    accountId: Id,
    employeeId: Id,
    role: Role,
    timeZone: TimeZone,
    scope: AccessScope,
  })
  .meta({ id: 'Actor' });
export type Actor = z.output<typeof Actor>;
