import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import { z } from 'zod';
import { Email } from '@crm/contracts';
import { loadConfig } from '@crm/config';
import { isDomainError } from '@crm/kernel';
import { runInRequest } from '@crm/observability';
import { AccountRows, createAdministrator, loadAccounts, Password, type Registry } from './accounts/account-admin.ts';
import { withRegistry } from './accounts/open-registry.ts';
import { auditCommands } from './audit/audit-commands.ts';
import { gatewayEnvironment } from './config.ts';
import { deadLetterCommands } from './dead-letters/dead-letter-commands.ts';
import { addRebuildCommand } from './rebuild/rebuild-command.ts';

const print = (result: object): void => console.log(JSON.stringify(result));

/** The audit says by which command an account became what it is. */
const byOperator = <T>(command: string, work: () => Promise<T>): Promise<T> =>
  runInRequest({ requestId: randomUUID(), reason: command }, work);

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  if (isDomainError(error)) return `${error.code} ${JSON.stringify(error.details)}`;
  return error instanceof Error ? error.message : String(error);
}

const program = new Command('crm').description('What the operator of the system does by hand');

program
  .command('admin')
  .description('Administrators')
  .command('create')
  .description('Make an account for an administrator, or let one in again who cannot sign in any more')
  .requiredOption('--email <address>')
  .option('--name <name>', 'as colleagues see it; the part of the address before @ unless given')
  .option('--generate', 'make a password by chance and print it once, instead of reading one from the standard input')
  .action(async (options: { email: string; name?: string; generate?: true }) => {
    const email = Email.parse(options.email);
    const name = options.name ?? email.replace(/@.*/, '');
    const password = options.generate ? undefined : Password.parse((await text(process.stdin)).trimEnd());
    const config = loadConfig(gatewayEnvironment);
    const create = (registry: Registry) => createAdministrator(registry, { email, name, password });
    print(await withRegistry(config, (registry) => byOperator('crm admin create', () => create(registry))));
  });

program
  .command('accounts')
  .description('Accounts of employees')
  .command('load')
  .description('Add accounts from a JSON array of {email, password, role, employeeId} on the standard input')
  .action(async () => {
    const rows = AccountRows.parse(JSON.parse(await text(process.stdin)));
    const load = (registry: Registry) => byOperator('crm accounts load', () => loadAccounts(registry, rows));
    print(await withRegistry(loadConfig(gatewayEnvironment), load));
  });

program.addCommand(deadLetterCommands(print));
program.addCommand(auditCommands(print));
addRebuildCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
