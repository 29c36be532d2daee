export {
  actorKeysEnvironment,
  baseEnvironment,
  mongoEnvironment,
  rabbitEnvironment,
  redisEnvironment,
  signingKeyEnvironment,
} from './environments.ts';
export {
  jsonOf,
  parsePrivateKeys,
  type PrivateJsonWebKey,
  PrivateJsonWebKeys,
  type PublicJsonWebKey,
} from './json-web-keys.ts';
export { ConfigError, loadConfig } from './load-config.ts';
export { secret } from './secret.ts';
