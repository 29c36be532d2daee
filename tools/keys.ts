import { randomBytes } from 'node:crypto';
import { generateKeys } from './keys/generate-keys.ts';

/** `node tools/keys.ts > .env`: the secrets of a new installation, for docker-compose.yml. */
const { actorPublicKeys, signingKeys, accessTokenKey, secondFactorKey } = generateKeys();

const variables = {
  ACTOR_PUBLIC_KEYS: actorPublicKeys,
  GATEWAY_SIGNING_KEY: signingKeys.gateway,
  CLIENTS_SIGNING_KEY: signingKeys.clients,
  DEALS_SIGNING_KEY: signingKeys.deals,
  ACTIVITIES_SIGNING_KEY: signingKeys.activities,
  ACCESS_TOKEN_KEY: accessTokenKey,
  SECOND_FACTOR_KEY: secondFactorKey,
  RABBITMQ_USER: 'crm',
  RABBITMQ_PASSWORD: randomBytes(24).toString('base64url'),
};

for (const [name, value] of Object.entries(variables)) console.log(`${name}='${value}'`);
