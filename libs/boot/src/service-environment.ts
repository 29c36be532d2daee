import {
  actorKeysEnvironment,
  baseEnvironment,
  mongoEnvironment,
  rabbitEnvironment,
  redisEnvironment,
  signingKeyEnvironment,
} from '@crm/config';
import { z } from 'zod';

/** The environment of a service behind the gateway. A service that needs more extends it. */
export const serviceEnvironment = z.object({
  ...baseEnvironment,
  ...mongoEnvironment,
  ...rabbitEnvironment,
  ...redisEnvironment,
  ...actorKeysEnvironment,
  ...signingKeyEnvironment,
});

export type ServiceConfig = Readonly<z.output<typeof serviceEnvironment>>;
