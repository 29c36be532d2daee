import { defineJob } from '@crm/jobs';
import { Id, Version } from '@crm/contracts';
import { z } from 'zod';

/** The alarm clock of one version of a reminder; whether it still fires is decided when it rings. */
export const sendReminder = defineJob({
  name: 'activities.send-reminder',
  payload: z.strictObject({ reminderId: Id, version: Version }),
});
