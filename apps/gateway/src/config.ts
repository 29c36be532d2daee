import { z } from 'zod';
import { serviceEnvironment } from '@crm/boot';
import { secret, signingKeyEnvironment } from '@crm/config';
import { mailEnvironment, requireSender } from '@crm/mail';

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

/** The environment of the gateway. */
export const gatewayEnvironment = serviceEnvironment
  .extend({
    ...mailEnvironment,
    ACCESS_TOKEN_KEY: secret(
      signingKeyEnvironment.ACTOR_SIGNING_KEY.describe('JSON Web Key, private Ed25519, that signs access tokens'),
    ),
    COOKIE_SECURE: z.stringbool().default(true).describe('false where the page is served over plain HTTP'),
    TRUST_PROXY: list.optional().describe('addresses or networks of the proxies whose X-Forwarded-For is believed'),
    CORS_ORIGINS: list.default([]).describe('other origins whose pages may call the API, separated by commas'),
  })
  .superRefine(requireSender);

export type GatewayConfig = Readonly<z.output<typeof gatewayEnvironment>>;
