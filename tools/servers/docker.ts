import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

import { lastLines, runCommand, type CommandResult } from '../processes/run-command.ts';
import { repositoryRoot } from '../repository.ts';
import { ExpectedTrouble } from '../terminal/expected-trouble.ts';
import type { RunningServer, ServerName, ServerPorts, ServerPurpose } from './server-types.ts';

const composeFile = join(repositoryRoot, 'docker-compose.yml');

export interface DockerServersOptions {
  names: ServerName[];
  directory: string;
  ports: ServerPorts;
  purpose: ServerPurpose;
}

/** A broker that only this machine reaches; its containers keep the password that they were made with. */
const rabbitmqUser = 'crm';
const rabbitmqPassword = 'crm-development';

const secretsOfPrograms = [
  'ACTOR_PUBLIC_KEYS',
  'GATEWAY_SIGNING_KEY',
  'CLIENTS_SIGNING_KEY',
  'DEALS_SIGNING_KEY',
  'ACTIVITIES_SIGNING_KEY',
  'ACCESS_TOKEN_KEY',
  'SECOND_FACTOR_KEY',
];

/** Compose wants a value for each variable of the file, also for services that are not started. */
const placeholders: Readonly<Record<string, string>> = {
  RABBITMQ_USER: rabbitmqUser,
  RABBITMQ_PASSWORD: rabbitmqPassword,
  ...Object.fromEntries(secretsOfPrograms.map((name) => [name, 'unused'])),
};

/** Whether there is a Docker engine with Compose and this user may use it. */
export async function doesDockerAnswer(): Promise<boolean> {
  if (!existsSync(composeFile)) return false;
  const engine = await runCommand('docker', ['info', '--format', '{{.ServerVersion}}'], { timeout: 5_000 });
  return engine.succeeded && (await runCommand('docker', ['compose', 'version'], { timeout: 5_000 })).succeeded;
}

/** Starts the named services of docker-compose.yml under a project name and on ports of their own. */
export async function startInDocker(options: DockerServersOptions): Promise<Map<ServerName, RunningServer>> {
  const { names, purpose } = options;
  const started = await compose(options, ['up', '-d', '--wait', ...names]);
  if (!started.succeeded) {
    await stopInDocker(options);
    throw new ExpectedTrouble(`docker compose could not start ${names.join(', ')}:\n${lastLines(started.output)}`);
  }
  const stopAll = once(() => stopInDocker({ ...options, purpose }));
  return new Map(names.map((name) => [name, { url: urlOf(name, options.ports[name]), stop: stopAll }]));
}

/** Containers of a test vanish with their data; those of a development stack keep it. */
async function stopInDocker(options: DockerServersOptions): Promise<void> {
  await compose(options, options.purpose === 'test' ? ['down', '--volumes'] : ['stop']);
}

function compose({ directory, ports }: DockerServersOptions, command: string[]): Promise<CommandResult> {
  const project = `crm-${basename(directory)}`;
  return runCommand('docker', ['compose', '--file', composeFile, '--project-name', project, ...command], {
    environment: {
      ...process.env,
      RABBITMQ_USER: 'guest',
      RABBITMQ_PASSWORD: 'guest',
      ...placeholders,
      CRM_PORT_MONGODB: String(ports.mongodb),
      CRM_PORT_RABBITMQ: String(ports.rabbitmq),
      CRM_PORT_REDIS: String(ports.redis),
    },
  });
}

function urlOf(name: ServerName, port: number): string {
  const urls: Record<ServerName, string> = {
    // The set's member calls itself by its name inside Docker's network, which is of no use outside: hence the direct connection.
    mongodb: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    rabbitmq: `amqp://${rabbitmqUser}:${rabbitmqPassword}@127.0.0.1:${port}`,
    redis: `redis://127.0.0.1:${port}`,
  };
  return urls[name];
}

function once(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined;
  return () => (result ??= work());
}
