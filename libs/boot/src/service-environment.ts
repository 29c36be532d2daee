import {
  actorKeysEnvironment,
  baseEnvironment,
  mongoEnvironment,
  rabbitEnvironment,
  redisEnvironment,
  secret,
  signingKeyEnvironment,
} from '@crm/config';
import { z } from 'zod';

/** The environment of every program: each speaks for itself when it asks for facts or does a job. One that needs more extends it. */
export const serviceEnvironment = z.object({
  ...baseEnvironment,
  ...mongoEnvironment,
  ...rabbitEnvironment,
  ...redisEnvironment,
  ...actorKeysEnvironment,
  ACTOR_SIGNING_KEY: secret(signingKeyEnvironment.ACTOR_SIGNING_KEY),
});

export type ServiceConfig = Readonly<z.output<typeof serviceEnvironment>>;
