import { Id } from '@crm/contracts';
import { defineJob } from '@crm/jobs';
import { z } from 'zod';

/** Moves a leaver's work to his successor, until nothing is left with the leaver. */
export const handOverJob = defineJob({ name: 'clients.hand-over', payload: z.strictObject({ handOverId: Id }) });
