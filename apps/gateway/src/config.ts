import { z } from 'zod';
import { serviceEnvironment } from '@crm/boot';
import { jsonOf, PrivateJsonWebKeys, secret } from '@crm/config';
import { mailEnvironment, requireSender } from '@crm/mail';
import { oidcEnvironment, requireClient } from './auth/oidc/oidc-settings.ts';

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

/** Base64url of 256 bits, several separated by commas. */
const SEALING_KEYS = /^[\w-]{43}(,[\w-]{43})*$/;

const perMinute = (usual: number, of: string) =>
  z.coerce.number().int().min(0).max(1_000_000).default(usual).describe(`requests in a minute ${of}; 0 is no limit`);

/** The environment of the gateway. */
export const gatewayEnvironment = serviceEnvironment
  .extend({
    ...mailEnvironment,
    ...oidcEnvironment,
    ACCESS_TOKEN_KEY: secret(
      jsonOf(PrivateJsonWebKeys).describe(
        'JSON Web Key, private Ed25519, that signs access tokens; or a set, the first of which signs and all verify',
      ),
    ),
    ACCESS_TOKEN_KEYS_FILE: z
      .string()
      .optional()
      .describe('file with the same, read again when it changes, so that the key is replaced without a restart'),
    SECOND_FACTOR_KEY: secret(
      z
        .string()
        .regex(SEALING_KEYS, 'must be base64url of 32 bytes, or several separated by commas')
        .transform((keys) => keys.split(','))
        .describe('seals the secrets of second factors; earlier keys may follow the first after a comma'),
    ),
    COOKIE_SECURE: z.stringbool().default(true).describe('false where the page is served over plain HTTP'),
    TRUST_PROXY: list.optional().describe('addresses or networks of the proxies whose X-Forwarded-For is believed'),
    READS_PER_MINUTE: perMinute(300, 'by which one account reads'),
    WRITES_PER_MINUTE: perMinute(60, 'by which one account changes something'),
    PROGRAM_READS_PER_MINUTE: perMinute(3000, 'by which one account of the role integration reads'),
    PROGRAM_WRITES_PER_MINUTE: perMinute(1200, 'by which one account of the role integration changes something'),
    STRANGER_REQUESTS_PER_MINUTE: perMinute(600, 'without a valid token from one address'),
    ATTEMPTS_PER_ADDRESS: z.coerce
      .number()
      .int()
      .min(5)
      .max(100_000)
      .default(100)
      .describe(
        'wrong passwords that one address may send in a quarter of an hour; the same of codes, and of asked-for links',
      ),
    CARD_MEMORY_MB: z.coerce
      .number()
      .int()
      .min(1)
      .max(16_384)
      .default(256)
      .describe('megabytes of client cards that one process remembers; a card takes some ten kilobytes'),
    CORS_ORIGINS: list.default([]).describe('other origins whose pages may call the API, separated by commas'),
  })
  .superRefine(requireSender)
  .superRefine(requireClient);

export type GatewayConfig = Readonly<z.output<typeof gatewayEnvironment>>;
