import { findFreePort } from '../ports/free-ports.ts';
import { lockDirectory } from '../processes/directory-lock.ts';
import { ExpectedTrouble } from '../terminal/expected-trouble.ts';
import { chooseSource, type ServerSource } from './choose-source.ts';
import { doesDockerAnswer, startInDocker } from './docker.ts';
import { canInstallPackages, howToInstall } from './install/system-packages.ts';
import { localServers } from './local-servers.ts';
import { startLocally } from './start-locally.ts';
import {
  serverNames,
  serverTitles,
  serverVariables,
  type BringUpOptions,
  type RunningServer,
  type RunningServers,
  type ServerName,
  type ServerPorts,
} from './server-types.ts';

type Sources = Record<ServerName, ServerSource>;
type ServerUrls = Pick<RunningServers, 'mongodbUri' | 'rabbitmqUrl' | 'redisUrl'>;
type Started = Map<ServerName, RunningServer>;

/**
 * Makes MongoDB, RabbitMQ and Redis available: those that the environment names are used, the others are started as private instances.
 * @throws ExpectedTrouble when one cannot be had; nothing stays running then
 */
export async function bringUpServers(options: BringUpOptions): Promise<RunningServers> {
  const unlock = lockDirectory(options.directory);
  const started: Started = new Map();
  const stop = async (): Promise<void> => {
    await stopInOrder(started);
    unlock();
  };
  try {
    await startAll(options, started);
    return { ...urlsOf(started), mongodbDirectory: started.get('mongodb')?.dataDirectory, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

async function startAll(options: BringUpOptions, started: Started): Promise<void> {
  const sources = await findSources(options.environment ?? process.env);
  const ports = options.ports === 'free' ? await findFreePorts() : options.ports;
  useGiven(sources, options, started);
  await ensureMayInstall(sources);
  const inDocker = serverNames.filter((name) => sources[name].kind === 'docker');
  if (inDocker.length > 0) await useDocker({ ...options, ports }, inDocker, started);
  const work = serverNames
    .filter((name) => !started.has(name))
    .map(async (name) => started.set(name, await startLocally(name, sources[name], { ...options, port: ports[name] })));
  // All of them come to an end before one failure is passed on, so that nothing starts after we have stopped.
  const failure = (await Promise.allSettled(work)).find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}

/** Names everything that is missing at once, so that it is installed by hand in one go. */
async function ensureMayInstall(sources: Sources): Promise<void> {
  const missing = serverNames.filter((name) => sources[name].kind === 'install');
  const packages = missing.flatMap((name) => localServers[name].packageName ?? []);
  if (packages.length === 0 || (await canInstallPackages())) return;
  const variables = missing.map((name) => serverVariables[name]).join(', ');
  throw new ExpectedTrouble(
    `${howToInstall(packages)}\nOr start a Docker engine, or name servers that run already in ${variables}.`,
  );
}

async function findSources(environment: NodeJS.ProcessEnv): Promise<Sources> {
  const isGiven = (name: ServerName): boolean => (environment[serverVariables[name]] ?? '') !== '';
  const dockerAnswers = !serverNames.every(isGiven) && (await doesDockerAnswer());
  const sourceOf = (name: ServerName): ServerSource =>
    chooseSource({ url: environment[serverVariables[name]], dockerAnswers, binary: localServers[name].find() });
  return { mongodb: sourceOf('mongodb'), rabbitmq: sourceOf('rabbitmq'), redis: sourceOf('redis') };
}

function useGiven(sources: Sources, { report }: BringUpOptions, started: Started): void {
  for (const name of serverNames) {
    const source = sources[name];
    if (source.kind !== 'environment') continue;
    report.line(`✓ ${serverTitles[name]}: the one that ${serverVariables[name]} names`);
    started.set(name, { url: source.url, stop: () => Promise.resolve() });
  }
}

async function useDocker(
  options: BringUpOptions & { ports: ServerPorts },
  names: ServerName[],
  started: Started,
): Promise<void> {
  const titles = names.map((name) => serverTitles[name]).join(', ');
  const servers = await options.report.step(`${titles}: docker compose`, () => startInDocker({ ...options, names }));
  for (const [name, server] of servers) started.set(name, server);
}

/** The broker first, so that nothing is delivered any more, the databases last. */
async function stopInOrder(started: Started): Promise<void> {
  for (const name of ['rabbitmq', 'redis', 'mongodb'] as const) await started.get(name)?.stop();
}

async function findFreePorts(): Promise<ServerPorts> {
  return { mongodb: await findFreePort(), rabbitmq: await findFreePort(), redis: await findFreePort() };
}

function urlsOf(started: Started): ServerUrls {
  const url = (name: ServerName): string => started.get(name)?.url ?? '';
  return { mongodbUri: url('mongodb'), rabbitmqUrl: url('rabbitmq'), redisUrl: url('redis') };
}
