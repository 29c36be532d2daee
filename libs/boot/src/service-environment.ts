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

/**
 * The environment of a service behind the gateway. Only a service that speaks for itself has a key to sign with; it, and
 * one that needs more, extends this.
 */
export const serviceEnvironment = z.object({
  ...baseEnvironment,
  ...mongoEnvironment,
  ...rabbitEnvironment,
  ...redisEnvironment,
  ...actorKeysEnvironment,
  ACTOR_SIGNING_KEY: secret(signingKeyEnvironment.ACTOR_SIGNING_KEY.optional()),
});

export type ServiceConfig = Readonly<z.output<typeof serviceEnvironment>>;
