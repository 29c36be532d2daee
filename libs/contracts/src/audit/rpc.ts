import { z } from 'zod';
import { defineCommand, defineQuery } from '../define.ts';
import { Id } from '../primitives.ts';
import { AuditCheck, AuditFilter, AuditPage } from './audit-entry.ts';

/*
 * Each service keeps the audit of its own records. The answers are the same for all, so each contract is made once for each
 * service.
 */

const list = (service: string) =>
  defineQuery(`${service}.list-audit`, {
    input: AuditFilter,
    output: AuditPage,
    errors: ['forbidden', 'cursor_invalid'],
  });

/** The latest first. Cursors of one service fit the others, so that their answers can be joined. */
export const listClientsAudit = list('clients');
export const listDealsAudit = list('deals');
export const listActivitiesAudit = list('activities');

const check = (service: string) =>
  defineQuery(`${service}.check-audit`, {
    input: z.strictObject({
      recordId: Id.optional().describe('Only the audit of this record'),
      cursor: z.string().max(1000).nullable(),
      limit: z.int().min(1).max(5_000).default(1_000).describe('Entries or records to look at in this step'),
    }),
    output: AuditCheck,
    errors: ['forbidden', 'cursor_invalid'],
    deadline: 15_000,
  });

/** One step of looking whether the chains of the audit hold, and whether they reach to what the records are. */
export const checkClientsAudit = check('clients');
export const checkDealsAudit = check('deals');
export const checkActivitiesAudit = check('activities');

const erase = (service: string) =>
  defineCommand(`${service}.erase-audit`, {
    input: z.strictObject({ recordId: Id }),
    output: z.strictObject({ entries: z.int().min(0) }),
    errors: ['forbidden', 'not_found'],
  });

/** Takes the personal values of a record out of its audit for good; that it was done becomes its next entry. */
export const eraseClientsAudit = erase('clients');
export const eraseDealsAudit = erase('deals');
export const eraseActivitiesAudit = erase('activities');

export const auditQuestions = {
  clients: { list: listClientsAudit, check: checkClientsAudit, erase: eraseClientsAudit },
  deals: { list: listDealsAudit, check: checkDealsAudit, erase: eraseDealsAudit },
  activities: { list: listActivitiesAudit, check: checkActivitiesAudit, erase: eraseActivitiesAudit },
} as const;
