import { z } from 'zod';
import { JsonWebKeySet, PrivateJsonWebKey, jsonOf } from './json-web-keys.ts';
import { secret } from './secret.ts';
import { testOnly } from './test-only.ts';

/** What every program reads. Spread the shapes of this file into the `z.object` of a program. */
export const baseEnvironment = {
  CRM_ENV: z.enum(['development', 'test', 'production']).describe('development, test or production'),
  HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  PORT: z.coerce.number().int().min(0).max(65535).describe('port to listen on'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  CRM_CRASH_AT: testOnly(
    z.string().regex(/^[a-z]+\.[a-z-]+(?::[1-9]\d*)?$/, 'must be POINT or POINT:COUNT, such as outbox.published:3'),
  )
    .optional()
    .describe('for tests: where the program kills itself'),
};

export const mongoEnvironment = {
  MONGODB_URI: secret(url('mongodb', 'mongodb+srv').describe('MongoDB replica set, mongodb://host:port/?replicaSet=…')),
  CRM_DATABASE_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,30}$/)
    .default('crm')
    .describe('first part of every database name'),
};

export const rabbitEnvironment = {
  RABBITMQ_URL: secret(
    everyUrl('amqp', 'amqps').describe(
      'RabbitMQ, amqp://user:password@host:port/vhost; the nodes of a cluster are separated by commas',
    ),
  ),
};

export const redisEnvironment = {
  REDIS_URL: secret(url('redis', 'rediss').describe('Redis, redis://host:port')),
};

export const actorKeysEnvironment = {
  ACTOR_PUBLIC_KEYS: jsonOf(JsonWebKeySet).describe('JSON Web Key Set with the Ed25519 keys that verify actor tokens'),
};

export const signingKeyEnvironment = {
  ACTOR_SIGNING_KEY: secret(
    jsonOf(PrivateJsonWebKey).describe('JSON Web Key, private Ed25519, that signs actor tokens'),
  ),
};

/** One file of variables may serve all programs, so each accepts the shared ones that it does not read. */
export const sharedVariableNames = Object.keys({
  ...baseEnvironment,
  ...mongoEnvironment,
  ...rabbitEnvironment,
  ...redisEnvironment,
  ...actorKeysEnvironment,
  ...signingKeyEnvironment,
});

/** Checks the scheme alone: a MongoDB address may name several hosts, which `URL` cannot parse. */
function url(...schemes: string[]) {
  return z.string().refine((value) => hasScheme(value, schemes), {
    error: `must start with ${inWords(schemes)}`,
  });
}

function everyUrl(...schemes: string[]) {
  return z.string().refine((value) => value.split(',').every((part) => hasScheme(part, schemes)), {
    error: `each address, separated by a comma, must start with ${inWords(schemes)}`,
  });
}

function hasScheme(value: string, schemes: string[]): boolean {
  return schemes.some((scheme) => value.startsWith(`${scheme}://`));
}

function inWords(schemes: string[]): string {
  return schemes.map((scheme) => `${scheme}://`).join(' or ');
}
