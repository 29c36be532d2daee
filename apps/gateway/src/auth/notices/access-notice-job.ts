import { Id, Version } from '@crm/contracts';
import { defineJob } from '@crm/jobs';
import { z } from 'zod';

/** Tries one version of a notice; whether it is still to be sent is decided when it runs. */
export const sendAccessNotice = defineJob({
  name: 'gateway.send-access-notice',
  payload: z.strictObject({ noticeId: Id, version: Version }),
});
