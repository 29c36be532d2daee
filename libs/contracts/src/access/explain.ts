import { z } from 'zod';
import { Actor } from '../actor.ts';
import { defineQuery } from '../define.ts';
import type { ErrorCode } from '../errors.ts';
import { Id } from '../primitives.ts';

export const AccessAction = z.enum(['read', 'change']).meta({ id: 'AccessAction' });
export type AccessAction = z.output<typeof AccessAction>;

export const RecordKind = z.enum(['client', 'deal', 'activity']).meta({ id: 'RecordKind' });
export type RecordKind = z.output<typeof RecordKind>;

/** One rule by which a record is or is not within somebody's reach. */
export const AccessRule = z
  .enum([
    'account',
    'role',
    'permission',
    'owner',
    'substitution',
    'department',
    'subtree',
    'team',
    'grant',
    'client',
    'private',
  ])
  .meta({ id: 'AccessRule' });

export const AccessFinding = z
  .strictObject({
    rule: AccessRule,
    holds: z.boolean(),
    words: z
      .strictObject({ ru: z.string(), en: z.string() })
      .describe('What the rule says; `holds` tells whether it is so'),
  })
  .meta({ id: 'AccessFinding' });
export type AccessFinding = z.output<typeof AccessFinding>;

/** Why an employee can or cannot see or change a record. */
export const AccessExplanation = z
  .strictObject({
    employeeId: Id,
    kind: RecordKind,
    recordId: Id,
    action: AccessAction,
    allowed: z.boolean(),
    rules: z.array(AccessFinding),
  })
  .meta({ id: 'AccessExplanation' });
export type AccessExplanation = z.output<typeof AccessExplanation>;

const explain = (service: string, notFound: ErrorCode) =>
  defineQuery(`${service}.explain-access`, {
    input: z.strictObject({
      holder: Actor.describe('Of whom it is asked, as he would come himself'),
      recordId: Id,
      action: AccessAction,
    }),
    output: AccessExplanation,
    errors: ['forbidden', notFound],
  });

/** Asked by those whose role may explain the access of this employee, about records that they see themselves. */
export const explainClientAccess = explain('clients', 'client.not_found');
export const explainDealAccess = explain('deals', 'deal.not_found');
export const explainActivityAccess = explain('activities', 'activity.not_found');

export const accessQuestions = {
  client: explainClientAccess,
  deal: explainDealAccess,
  activity: explainActivityAccess,
} as const;
