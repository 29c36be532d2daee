import { Version } from '@crm/contracts';
import { defineJob } from '@crm/jobs';
import { z } from 'zod';

/** Tries one version of a letter; whether it is still to be sent is decided when it runs. */
export const sendLetter = defineJob({
  name: 'activities.send-letter',
  payload: z.strictObject({ letterId: z.string().min(1), version: Version }),
});
