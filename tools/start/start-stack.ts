import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { buildFingerprint } from '../build/build-all.ts';
import type { DemoPart } from '../demo/generate/part-of.ts';
import { type MailCatcher, startMailCatcher } from '../mail-catcher/mail-catcher.ts';
import { bringUpDatabasesFirst, type ServersWithoutBroker } from '../servers/bring-up-servers.ts';
import type { RunningServers, ServerPurpose } from '../servers/server-types.ts';
import { unlessAborted } from '../terminal/interrupt.ts';
import type { Progress } from '../terminal/progress.ts';
import { ensureFirstUsers } from './first-users.ts';
import { loadKeys } from './keys.ts';
import { migrateAll, migrateIfNew } from './migrate.ts';
import { MigratedMark } from './migrated-mark.ts';
import { RunningStack } from './running-stack.ts';
import { onTopOf, serviceVariables } from './service-environment.ts';
import { forEachService, serviceNames } from './service-names.ts';
import { findStackPorts, type StackPorts } from './stack-ports.ts';
import { SupervisedService } from './supervised-service.ts';

export interface StackOptions {
  /** Holds the data of the servers, the keys and the users; one user at a time. */
  directory: string;
  ports: StackPorts | 'free';
  /** With the demo data, else empty with one administrator. */
  demo: boolean;
  /** How much of the demo data; the whole when left out. */
  demoPart?: DemoPart;
  report: Progress;
  /** Gives up and stops what is running already. */
  signal?: AbortSignal;
  /** Where the services write their logs; `logs` in the directory by default. */
  logDirectory?: string;
  /** Where letters are kept that the services send; `mail` in the directory by default. */
  mailDirectory?: string;
  /** Whether a service that crashes is started again (default); a test that kills services starts them itself. */
  supervised?: boolean;
  /** Further settings of the gateway. */
  gateway?: Readonly<Record<string, string>>;
  /** First part of the names of the databases; `crm` by default. */
  databasePrefix?: string;
  /** Where the URLs of servers that are there already are looked up; an empty one asks for private servers. */
  environment?: NodeJS.ProcessEnv;
  /** Tests may make MongoDB fail on purpose. */
  purpose?: ServerPurpose;
}

const DATABASE_PREFIX = 'crm';

/**
 * Starts the servers and the four services, built before, with migrated databases and the first users, each ready to work.
 * @throws ExpectedTrouble when something does not come up; nothing stays running then
 */
export async function startStack(options: StackOptions): Promise<RunningStack> {
  const ports = options.ports === 'free' ? await findStackPorts() : options.ports;
  const servers = await bringUpDatabasesFirst({ purpose: 'development', ...options, ports });
  const mail = await startMailCatcher({ directory: options.mailDirectory ?? join(options.directory, 'mail') });
  const stack = makeStack({ ...options, ports }, servers, mail);
  try {
    await comeUp(stack, servers, options);
    const { directory, demo, demoPart, report } = options;
    const users = ensureFirstUsers({ directory, demo, demoPart, report, environment: stack.environment });
    stack.useFirst(await unlessAborted(users, options.signal));
    return stack;
  } catch (failure) {
    await stack.stop();
    throw failure;
  }
}

/** The services wait for the broker themselves: that they come up side by side saves a start some seconds. */
async function comeUp(stack: RunningStack, servers: ServersWithoutBroker, options: StackOptions): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
  const services = async (): Promise<void> => {
    await migrate(stack, { ...options, signal }, servers.mongodbDirectory);
    await runServices(stack, { ...options, signal });
  };
  const both = [servers.brokerAnswers, services()];
  try {
    await Promise.all(both);
  } catch (failure) {
    failed.abort();
    await Promise.allSettled(both);
    throw failure;
  }
}

function makeStack(
  options: StackOptions & { ports: StackPorts },
  servers: RunningServers,
  mail: MailCatcher,
): RunningStack {
  const { ports, directory, report, databasePrefix = DATABASE_PREFIX, supervised = true } = options;
  const keys = loadKeys(join(directory, 'keys.json'));
  const gateway = options.gateway ?? {};
  const settings = { servers, ports, keys, databasePrefix, smtpUrl: mail.url, gateway };
  const variables = forEachService((name) => serviceVariables(name, settings));
  const logDirectory = options.logDirectory ?? join(directory, 'logs');
  mkdirSync(logDirectory, { recursive: true });
  const stack = new RunningStack({
    servers,
    mail,
    variables,
    services: forEachService(
      (name) =>
        new SupervisedService({
          name,
          port: ports[name],
          environment: onTopOf(process.env, variables[name]),
          logDirectory,
          supervised,
          tell: (line) => report.line(line),
          onRestart: () => stack.changed(),
        }),
    ),
  });
  return stack;
}

async function migrate(
  stack: RunningStack,
  { report, signal, databasePrefix = DATABASE_PREFIX }: StackOptions,
  directory?: string,
): Promise<void> {
  const environments = forEachService((name) => onTopOf(process.env, stack.variables[name]));
  await report.step(
    'migrating the databases',
    async () => {
      if (directory !== undefined) {
        return migrateIfNew(new MigratedMark(directory, databasePrefix, buildFingerprint()), environments, signal);
      }
      await migrateAll(environments, signal);
      return true;
    },
    (wasNew) => (wasNew ? 'databases migrated' : 'databases are migrated already'),
  );
}

async function runServices(stack: RunningStack, { report, signal }: StackOptions): Promise<void> {
  const starts = serviceNames.map((name) =>
    report.step(
      `${name}: starting`,
      () => stack.startService(name, signal),
      () => `${name} is ready at ${stack.services[name].url}`,
    ),
  );
  const failure = (await Promise.allSettled(starts)).find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
