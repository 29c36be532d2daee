import { z } from 'zod';
import { defineQuery } from '../define.ts';
import { Backlog } from './backlog.ts';

const question = {
  input: z.strictObject({}),
  output: z.strictObject({ data: z.array(Backlog) }),
  errors: ['forbidden'],
} as const;

/** How the lists of work of a service stand; for administrators. Every service is asked the same. */
export const listClientsBacklogs = defineQuery('clients.list-backlogs', question);
export const listDealsBacklogs = defineQuery('deals.list-backlogs', question);
export const listActivitiesBacklogs = defineQuery('activities.list-backlogs', question);

export const backlogQuestions = {
  clients: listClientsBacklogs,
  deals: listDealsBacklogs,
  activities: listActivitiesBacklogs,
} as const;
