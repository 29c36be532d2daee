import { Command, InvalidArgumentError, Option } from 'commander';
import { systemActor } from '@crm/access';
import { AuditCheck, AuditJournal, auditSchemas } from '@crm/audit';
import { databaseName } from '@crm/boot';
import { loadConfig } from '@crm/config';
import { auditQuestions, Id, Program, type ServiceName } from '@crm/contracts';
import { type RpcClient, withRpcClient } from '@crm/messaging';
import { openConnection, Transaction } from '@crm/persistence';
import { type GatewayConfig, gatewayEnvironment } from '../config.ts';
import { gatewaySchemas } from '../schemas.ts';
import { type CheckStep, verifyAudit } from './verify-audit.ts';

type Print = (result: object) => void;

interface Chosen {
  readonly program?: Program;
  readonly record?: string;
}

const STEP = 1_000;
const options = { actor: systemActor };

/** `crm audit …`: whether the audit is as it was written, and taking somebody's personal values out of it. */
export function auditCommands(print: Print): Command {
  const audit = new Command('audit').description('Who did what to which record');
  audit
    .command('verify')
    .description(
      'Check the chains of the audit, and that they reach to what the records are; exit code 1 when one is broken',
    )
    .addOption(new Option('--program <name>', 'the audit of one program alone').choices(Program.options))
    .option('--record <id>', 'the audit of one record alone', idOf)
    .action((chosen: Chosen) => verify(chosen, print));
  audit
    .command('erase')
    .description('Take the personal values of a record out of its audit for good; the chain stays valid')
    .addOption(new Option('--program <name>', 'that keeps the record').choices(Program.options).makeOptionMandatory())
    .requiredOption('--record <id>', 'such as the id of a client', idOf)
    .action(async ({ program, record }: { program: Program; record: string }) => print(await erase(program, record)));
  return audit;
}

function idOf(text: string): string {
  const { success } = Id.safeParse(text);
  if (!success) throw new InvalidArgumentError('It must be 24 hexadecimal digits.');
  return text;
}

async function verify({ program, record: recordId }: Chosen, print: Print): Promise<void> {
  const config = loadConfig(gatewayEnvironment);
  const request = { limit: STEP, ...(recordId !== undefined && { recordId }) };
  for (const name of program === undefined ? Program.options : [program]) {
    const check = name === 'gateway' ? withOwnCheck : withServiceCheck(name);
    await check(config, request, async (step) => {
      const verified = await verifyAudit(step, ({ entries, records }) =>
        process.stderr.write(`${name}: ${entries} entries, ${records} records\n`),
      );
      for (const broken of verified.breaks) print({ program: name, ...broken });
      print({ program: name, ...verified, breaks: verified.breaks.length });
      if (verified.breaks.length > 0) process.exitCode = 1;
    });
  }
}

interface Request {
  readonly limit: number;
  readonly recordId?: string;
}
type WithStep = (config: GatewayConfig, request: Request, work: (step: CheckStep) => Promise<void>) => Promise<void>;

const withServiceCheck =
  (name: ServiceName): WithStep =>
  (config, request, work) =>
    withRpc(config, (rpc) => work((cursor) => rpc.call(auditQuestions[name].check, { ...request, cursor }, options)));

async function erase(program: Program, recordId: string): Promise<object> {
  const config = loadConfig(gatewayEnvironment);
  if (program !== 'gateway')
    return withRpc(config, (rpc) => rpc.call(auditQuestions[program].erase, { recordId }, options));
  const ofOwn = ({ journal }: OwnAudit): Promise<number> => journal.erase(systemActor, recordId);
  return { entries: await withOwnAudit(config, ofOwn) };
}

interface OwnAudit {
  readonly check: AuditCheck;
  readonly journal: AuditJournal;
}

/** Nobody asks the gateway over RabbitMQ, so its own audit is reached in its database. */
async function withOwnAudit<T>(config: GatewayConfig, work: (audit: OwnAudit) => Promise<T>): Promise<T> {
  const connection = await openConnection(config.MONGODB_URI, databaseName(config, 'gateway'));
  try {
    for (const [name, schema] of Object.entries(gatewaySchemas)) connection.model<object>(name, schema);
    const entries = connection.model('AuditEntry', auditSchemas.AuditEntry);
    const transaction = new Transaction(connection);
    return await work({
      check: new AuditCheck(connection, entries, transaction),
      journal: new AuditJournal(entries, transaction),
    });
  } finally {
    await connection.close();
  }
}

const withOwnCheck: WithStep = (config, request, work) =>
  withOwnAudit(config, ({ check }) => work((cursor) => check.step(systemActor, { ...request, cursor })));

const withRpc = <T>(config: GatewayConfig, work: (rpc: RpcClient) => Promise<T>): Promise<T> =>
  withRpcClient({ url: config.RABBITMQ_URL, signingKey: config.ACTOR_SIGNING_KEY }, work);
