import { z } from 'zod';
import { defineQuery } from '../define.ts';
import { Backlog, DeadLetterCount } from './backlog.ts';

const question = {
  input: z.strictObject({}),
  output: z.strictObject({
    data: z.array(Backlog),
    // Left out by a service of a version that did not tell it. Answers are not parsed by who asked, so that a gateway of
    // that version takes no offence at the field either: the copies of a program may be replaced in any order.
    deadLetters: DeadLetterCount.optional(),
  }),
  errors: ['forbidden'],
} as const;

/** How the lists of work of a service stand and how many events it has given up; for administrators. Every service is asked the same. */
export const listClientsBacklogs = defineQuery('clients.list-backlogs', question);
export const listDealsBacklogs = defineQuery('deals.list-backlogs', question);
export const listActivitiesBacklogs = defineQuery('activities.list-backlogs', question);

export const backlogQuestions = {
  clients: listClientsBacklogs,
  deals: listDealsBacklogs,
  activities: listActivitiesBacklogs,
} as const;
