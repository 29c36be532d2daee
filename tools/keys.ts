import { randomBytes } from 'node:crypto';

import { generateKeys, keyVariables } from './start/keys.ts';

/** Prints the secrets of a new installation as variables for `.env` of docker-compose.yml: `node tools/keys.ts > .env`. */
const keys = generateKeys();
const { ACTOR_PUBLIC_KEYS, ACTOR_SIGNING_KEY, ACCESS_TOKEN_KEY } = keyVariables(keys, 'gateway');
const variables = {
  RABBITMQ_USER: 'crm',
  RABBITMQ_PASSWORD: randomBytes(24).toString('base64url'),
  ACTOR_PUBLIC_KEYS,
  GATEWAY_SIGNING_KEY: ACTOR_SIGNING_KEY,
  CLIENTS_SIGNING_KEY: keyVariables(keys, 'clients')['ACTOR_SIGNING_KEY'],
  DEALS_SIGNING_KEY: keyVariables(keys, 'deals')['ACTOR_SIGNING_KEY'],
  ACTIVITIES_SIGNING_KEY: keyVariables(keys, 'activities')['ACTOR_SIGNING_KEY'],
  ACCESS_TOKEN_KEY,
};
for (const [name, value] of Object.entries(variables)) console.log(`${name}='${value}'`);
