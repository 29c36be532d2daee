import { z } from 'zod';
import { Role } from '../actor.ts';
import { pageInput, pageOf } from '../page.ts';
import { Id, Moment, Version } from '../primitives.ts';
import { Program } from '../system/backlog.ts';

/** What entries of the audit are about. `account` are accounts with all that happens to them, sign-ins and refusals too, `stranger` failed sign-ins by an address that has no account. */
export const AuditedKind = z
  .enum([
    'client',
    'contact-person',
    'employee',
    'absence',
    'department',
    'position',
    'role',
    'classifier-value',
    'deal',
    'pipeline',
    'product',
    'activity',
    'commitment',
    'account',
    'stranger',
  ])
  .meta({ id: 'AuditedKind' });
export type AuditedKind = z.output<typeof AuditedKind>;

/** The programs that keep the audit of a kind. */
export const auditedBy: Readonly<Record<AuditedKind, readonly Program[]>> = {
  client: ['clients'],
  'contact-person': ['clients'],
  employee: ['clients'],
  absence: ['clients'],
  department: ['clients'],
  position: ['clients'],
  role: ['clients'],
  'classifier-value': ['clients', 'deals', 'activities'],
  deal: ['deals'],
  pipeline: ['deals'],
  product: ['deals'],
  activity: ['activities'],
  commitment: ['activities'],
  account: ['gateway'],
  stranger: ['gateway'],
};

/** `found`: the record was there when its audit began. `erased`: its personal values were taken out of the audit. `exported`: its owner has taken a copy of the audit. */
export const AuditAction = z
  .enum([
    ...['created', 'changed', 'deleted', 'found', 'erased'],
    ...['signed-in', 'signed-out', 'sign-in-failed', 'refused', 'sessions-ended'],
    ...['second-factor-added', 'second-factor-removed', 'second-factor-reset', 'recovery-codes-made'],
    ...['api-key-made', 'api-key-revoked'],
    ...['export-begun', 'exported'],
  ] as const)
  .meta({ id: 'AuditAction' });
export type AuditAction = z.output<typeof AuditAction>;

export const AuditChange = z
  .strictObject({
    field: z.string().describe('Fields within fields are joined by dots: `organisation.taxId`'),
    before: z.unknown().describe('Null where nothing was, and for a value that was taken out'),
    after: z.unknown(),
    personal: z.boolean().describe('Whether its values can be taken out of the audit'),
  })
  .meta({ id: 'AuditChange' });

/** One thing that happened: who did what to which record, and what it was before. */
export const AuditEntry = z
  .strictObject({
    id: Id,
    kind: AuditedKind,
    recordId: Id,
    seq: z.int().min(1).describe('Counts the entries of the record'),
    version: Version.nullable().describe('The version in which the record was left'),
    action: AuditAction,
    at: Moment,
    actor: z
      .strictObject({ accountId: Id, employeeId: Id, role: Role })
      .nullable()
      .describe('Null for what a program did by itself'),
    onBehalfOf: z.array(Id).describe('The absent colleagues for whom the actor acted'),
    requestId: z.string(),
    address: z.string().nullable().describe('The network address from which it was asked for'),
    reason: z.string().nullable().describe('What the caller gave as the reason, in the header X-Change-Reason'),
    erased: z.boolean().describe('The personal values, the address and the reason were taken out'),
    changes: z.array(AuditChange),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.output<typeof AuditEntry>;

const { limit, cursor } = pageInput;

export const AuditFilter = z.strictObject({
  limit,
  cursor,
  kind: AuditedKind.optional(),
  recordId: Id.optional().describe('The entries of one record'),
  personId: Id.optional().describe('What this employee has done, and what was done on his behalf'),
  action: AuditAction.optional(),
  from: Moment.optional().describe('Not earlier than this'),
  to: Moment.optional().describe('Earlier than this'),
});
export type AuditFilter = z.output<typeof AuditFilter>;

export const AuditPage = pageOf(AuditEntry, 'AuditPage').extend({
  unreachable: z.array(Program).optional().describe('Programs that did not answer: what they know is missing'),
});
export type AuditPage = z.output<typeof AuditPage>;

/** Where the audit of a record is broken, and how. */
export const AuditBreak = z
  .strictObject({
    kind: z.string(),
    recordId: Id,
    seq: z.int().nullable().describe('The entry that does not follow from the one before; null when none is there'),
    reason: z
      .enum(['gap', 'order', 'hash', 'values', 'end', 'record', 'chain'])
      .describe(
        '`gap`: an entry is missing before it. `order`: it follows another one. `hash`: it was changed. `values`: its readable values were changed. `end`: the record is newer than its last entry. `record`: the record is gone without an entry. `chain`: the record has no entries.',
      ),
  })
  .meta({ id: 'AuditBreak' });
export type AuditBreak = z.output<typeof AuditBreak>;

/** What one step of a check has looked at. */
export const AuditCheck = z.strictObject({
  entries: z.int().min(0),
  records: z.int().min(0).describe('How many have a chain, or should have one; those that are gone as well'),
  breaks: z.array(AuditBreak),
  nextCursor: z.string().nullable().describe('Where the next step begins; null when everything is looked at'),
});
export type AuditCheck = z.output<typeof AuditCheck>;
