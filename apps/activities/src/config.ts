import { serviceEnvironment } from '@crm/boot';
import { mailEnvironment, requireSender } from '@crm/mail';
import type { z } from 'zod';

/** As for every service; whoever names a mail server also says from whom letters come and where their links lead. */
export const activitiesEnvironment = serviceEnvironment.extend(mailEnvironment).superRefine(requireSender);

export type ActivitiesConfig = Readonly<z.output<typeof activitiesEnvironment>>;
