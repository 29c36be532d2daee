import { type DynamicModule, Module } from '@nestjs/common';
import { Clock, SystemClock } from '@crm/kernel';
import { Backlogs } from '@crm/observability';
import { RedisConnection } from '@crm/redis';
import { SignInLimit } from '../auth/sign-in-limit.ts';
import type { GatewayConfig } from '../config.ts';
import { AccountAdministration } from './account-administration.service.ts';
import { AccountCommands } from './account-commands.service.ts';
import { AccountLinkRepository } from './account-link.repository.ts';
import { AccountLinkWorker } from './account-link.worker.ts';
import { AccountLinks } from './account-links.service.ts';
import { AccountList } from './account-list.service.ts';
import { AccountRegistry } from './account-registry.repository.ts';
import { AccountApiKeysController } from './account-api-keys.controller.ts';
import { AccountsController } from './accounts.controller.ts';
import { ApiKeysController } from './api-keys.controller.ts';
import { PasswordsController } from './passwords.controller.ts';
import { SecondFactorChanges } from './second-factor-changes.service.ts';
import { SecondFactorReset } from './second-factor-reset.service.ts';
import { SecondFactorController } from './second-factor.controller.ts';
import { Invitations } from './invitations.service.ts';
import { NewPasswords } from './new-password.service.ts';
import { OwnPassword } from './own-password.service.ts';
import { OwnSecondFactor } from './own-second-factor.service.ts';
import { PasswordsByLink, RESET_LIMIT } from './passwords-by-link.service.ts';

/** Letters with a link to one account within a quarter of an hour. */
const PER_ACCOUNT = 3;
/** Somebody sits before the page and waits for his link. */
const LATE_AFTER_S = 300;

/** Accounts for administrators, and how people come to their passwords. */
@Module({})
export class AccountsModule {
  static forRoot(config: GatewayConfig): DynamicModule {
    return {
      module: AccountsModule,
      controllers: [
        ...[AccountsController, AccountApiKeysController, ApiKeysController],
        ...[PasswordsController, SecondFactorController],
      ],
      providers: [
        { provide: Clock, useClass: SystemClock },
        ...[AccountAdministration, AccountCommands, AccountLinkRepository, AccountLinks, AccountList, AccountRegistry],
        ...[
          Invitations,
          NewPasswords,
          OwnPassword,
          OwnSecondFactor,
          PasswordsByLink,
          SecondFactorChanges,
          SecondFactorReset,
        ],
        AccountLinkWorker,
        watch,
        {
          provide: RESET_LIMIT,
          inject: [RedisConnection],
          useFactory: ({ client }: RedisConnection) =>
            new SignInLimit(client, `${config.CRM_DATABASE_PREFIX}.reset.`, {
              perAccount: PER_ACCOUNT,
              perAddress: config.ATTEMPTS_PER_ADDRESS,
            }),
        },
      ],
    };
  }
}

const watch = {
  provide: Symbol('the backlog of letters with links'),
  inject: [Backlogs, AccountLinkRepository],
  useFactory: (backlogs: Backlogs, links: AccountLinkRepository): void =>
    backlogs.register({ name: 'account-letters', limitSeconds: LATE_AFTER_S, oldest: () => links.letters.oldestDue() }),
};
