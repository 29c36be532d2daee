import { join } from 'node:path';
import { runCommand } from '../../tools/processes/run-command.ts';
import { repositoryRoot } from '../../tools/repository.ts';
import type { RunningStack } from '../../tools/start/running-stack.ts';
import { onTopOf } from '../../tools/start/service-environment.ts';

export interface ReaderAccount {
  readonly email: string;
  readonly password: string;
  readonly role: string;
  readonly employeeId: string | undefined;
}

/** Lets these employees sign in, by the operator's own command. @throws Error when that fails. */
export async function giveAccounts(stack: RunningStack, accounts: readonly ReaderAccount[]): Promise<void> {
  const program = join(repositoryRoot, 'apps', 'gateway', 'dist', 'crm.js');
  const loaded = await runCommand(process.execPath, [program, 'accounts', 'load'], {
    environment: onTopOf(process.env, stack.environment),
    input: JSON.stringify(accounts),
  });
  if (!loaded.succeeded) throw new Error(`The readers got no accounts:\n${loaded.output}`);
}
