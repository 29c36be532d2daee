import { setTimeout as pause } from 'node:timers/promises';
import { type Command } from 'commander';
import { loadConfig } from '@crm/config';
import type { Rebuild } from '@crm/contracts';
import { withRpcClient } from '@crm/messaging';
import { gatewayEnvironment } from '../config.ts';
import { followRebuilds } from './follow-rebuild.ts';

const LOOKED_EACH_MS = 1_000;

const show = (rebuild: Rebuild): void => console.log(JSON.stringify(rebuild));

/** Adds `crm rebuild PROJECTION` to the commands of the operator. */
export function addRebuildCommand(program: Command): void {
  program
    .command('rebuild')
    .description(
      'Make what a service derives anew while it is in use: a copy of the facts of others, sections of the client card',
    )
    .argument('<projection>', 'such as deals.known-clients; card-sections are those of all services')
    .action(async (projection: string) => {
      const { RABBITMQ_URL: url, ACTOR_SIGNING_KEY: signingKey } = loadConfig(gatewayEnvironment);
      await withRpcClient({ url, signingKey }, (rpc) =>
        followRebuilds(projection, { rpc, show, pause: () => pause(LOOKED_EACH_MS) }),
      );
    });
}
