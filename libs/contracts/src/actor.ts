import { z } from 'zod';
import { Id, Line, Moment, TimeZone } from './primitives.ts';

/** What an account is for. What its holder may do is said by the rights that administrators give the role. */
export const Role = z
  .enum(['administrator', 'director', 'head', 'manager', 'marketer', 'auditor', 'integration', 'system'])
  .meta({ id: 'Role' });
export type Role = z.output<typeof Role>;

/** What a role may do beyond single records. `write`: create and change records, as far as its scopes allow it; `audit`: read who has done what. */
export const Permission = z.enum(['write', 'load', 'hand-over', 'administer', 'audit']).meta({ id: 'Permission' });
export type Permission = z.output<typeof Permission>;

/**
 * How far a right goes: `own` are the records of the actor himself, `department` those of his department besides, `subtree`
 * those of the departments that he heads with everything below them. A head of nothing is left with his own.
 */
export const Scope = z.enum(['none', 'own', 'department', 'subtree', 'all']).meta({ id: 'Scope' });
export type Scope = z.output<typeof Scope>;

const recordScopes = z.strictObject({ read: Scope, change: Scope });

/** How far each right of a role goes, by the kind of record. */
export const Scopes = z
  .strictObject({
    client: recordScopes,
    deal: recordScopes,
    activity: recordScopes,
    commitment: recordScopes,
    staff: z
      .strictObject({ change: Scope, handOver: Scope, explain: Scope })
      .describe('Whose hours and skills are set, whose work is handed over, whose access is explained'),
  })
  .meta({ id: 'Scopes' });
export type Scopes = z.output<typeof Scopes>;

/** A colleague in whose place the actor acts for a while. */
export const StandIn = z
  .strictObject({
    employeeId: Id,
    name: Line(200),
    from: Moment,
    until: Moment,
    sectorIds: z.array(Id).nullable().describe('The sectors whose clients he looks after; null for everything'),
  })
  .meta({ id: 'StandIn' });
export type StandIn = z.output<typeof StandIn>;

/** The absent colleague whose record it is, in whose place the reader acts at this moment. */
export const OnBehalfOf = StandIn.pick({ employeeId: true, name: true }).meta({ id: 'OnBehalfOf' });
export type OnBehalfOf = z.output<typeof OnBehalfOf>;

/** Marks a record in a list; absent where the reader acts for nobody. */
export const marked = { onBehalfOf: OnBehalfOf.optional() };

/** Who made the latest change of a record in whose place. */
export const MadeOnBehalf = z.strictObject({ substituteId: Id, absentId: Id }).meta({ id: 'MadeOnBehalf' });
export type MadeOnBehalf = z.output<typeof MadeOnBehalf>;

/** Whose records a list shows: the reader's own, those of colleagues in whose place he acts now, or both. */
export const Whose = z.enum(['mine', 'substituted', 'mine-and-substituted']).meta({ id: 'Whose' });
export type Whose = z.output<typeof Whose>;

/** What decides which records somebody reaches. */
export const access = {
  departmentId: Id,
  permissions: z.array(Permission),
  scopes: Scopes,
  departmentIds: z
    .array(Id)
    .describe('The departments that he heads with all below them; empty where no right of the role goes by them'),
  standsInFor: z.array(StandIn),
};

/** Who asks: signed by the gateway into every message, verified by every service. */
export const Actor = z
  .strictObject({ accountId: Id, employeeId: Id, role: Role, timeZone: TimeZone, ...access })
  .meta({ id: 'Actor' });
export type Actor = z.output<typeof Actor>;
