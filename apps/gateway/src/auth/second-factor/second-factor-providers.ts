import type { Provider } from '@nestjs/common';
import { RedisConnection } from '@crm/redis';
import type { GatewayConfig } from '../../config.ts';
import { SignInLimit } from '../sign-in-limit.ts';
import { SecondFactorRepository } from './second-factor.repository.ts';
import { SecondFactorRule } from './second-factor-rule.service.ts';
import { CODE_LIMIT, SecondFactors } from './second-factors.service.ts';
import { SecondSteps } from './second-steps.ts';
import { SecretBox } from './secret-box.ts';

/** Wrong codes within a quarter of an hour: of a million, three are good at any moment. */
const PER_ACCOUNT = 5;

/** What asks for a code at the sign-in. */
export const secondFactorProviders = (
  config: Pick<GatewayConfig, 'ATTEMPTS_PER_ADDRESS' | 'CRM_DATABASE_PREFIX' | 'SECOND_FACTOR_KEY'>,
): Provider[] => [
  SecondFactorRepository,
  SecondFactorRule,
  SecondFactors,
  { provide: SecretBox, useFactory: () => new SecretBox(config.SECOND_FACTOR_KEY) },
  {
    provide: SecondSteps,
    inject: [RedisConnection],
    useFactory: ({ client }: RedisConnection) => new SecondSteps(client, `${config.CRM_DATABASE_PREFIX}.`),
  },
  {
    provide: CODE_LIMIT,
    inject: [RedisConnection],
    useFactory: ({ client }: RedisConnection) =>
      new SignInLimit(client, `${config.CRM_DATABASE_PREFIX}.code.`, {
        perAccount: PER_ACCOUNT,
        perAddress: config.ATTEMPTS_PER_ADDRESS,
      }),
  },
];
