import { Id, Version } from '@crm/contracts';
import { defineJob } from '@crm/jobs';
import { z } from 'zod';

/** Tries one version of the letter of a link; whether it is still to be sent is decided when it runs. */
export const sendAccountLink = defineJob({
  name: 'gateway.send-account-link',
  payload: z.strictObject({ linkId: Id, version: Version }),
});
