import { findFreePort } from '../ports/free-ports.ts';
import { lockDirectory } from '../processes/directory-lock.ts';
import { ExpectedTrouble } from '../terminal/expected-trouble.ts';
import { chooseSource, type ServerSource } from './choose-source.ts';
import { doesDockerAnswer, startInDocker } from './docker.ts';
import { canInstallPackages, howToInstall } from './install/system-packages.ts';
import { localServers } from './local-servers.ts';
import { rabbitmqUrl } from './rabbitmq/rabbitmq-node.ts';
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
  const servers = await bringUpDatabasesFirst(options);
  try {
    await servers.brokerAnswers;
    return servers;
  } catch (failure) {
    await servers.stop();
    throw failure;
  }
}

/** The databases answer; the broker, which takes longest, is still coming up. */
export interface ServersWithoutBroker extends RunningServers {
  /** Resolves when the broker answers too, and rejects with ExpectedTrouble when it does not come up. */
  readonly brokerAnswers: Promise<void>;
}

/**
 * Like `bringUpServers`, but returns as soon as the databases answer and the address of the broker is known, for work that
 * can begin without it: migrations, and programs that wait for it by themselves.
 * @throws ExpectedTrouble when a database cannot be had; nothing stays running then
 */
export async function bringUpDatabasesFirst(options: BringUpOptions): Promise<ServersWithoutBroker> {
  const unlock = lockDirectory(options.directory);
  const givenUp = new AbortController();
  const started: Started = new Map();
  let starts: Starts | undefined;
  // All starts come to an end before what is running is stopped, so that nothing starts afterwards.
  const stop = async (): Promise<void> => {
    givenUp.abort();
    await Promise.allSettled(Object.values(starts ?? {}));
    await stopInOrder(started);
    unlock();
  };
  try {
    const ports = options.ports === 'free' ? await findFreePorts() : options.ports;
    const signal = AbortSignal.any([givenUp.signal, ...(options.signal ? [options.signal] : [])]);
    starts = await beginAll({ ...options, ports, signal }, started);
    const { mongodb, redis, rabbitmq } = starts;
    // Whoever awaits it learns of it; here it must not end the program before.
    rabbitmq.catch(() => undefined);
    await Promise.all([mongodb, redis]);
    const urls = { rabbitmqUrl: rabbitmqUrl(ports.rabbitmq), ...urlsOf(started) };
    return { ...urls, mongodbDirectory: started.get('mongodb')?.dataDirectory, brokerAnswers: rabbitmq, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

type Starts = Record<ServerName, Promise<void>>;

/** Begins to start what is not there yet; what the environment names and what Docker starts is there when this returns. */
async function beginAll(options: BringUpOptions & { ports: ServerPorts }, started: Started): Promise<Starts> {
  const { ports } = options;
  const sources = await findSources(options.environment ?? process.env);
  useGiven(sources, options, started);
  await ensureMayInstall(sources);
  const inDocker = serverNames.filter((name) => sources[name].kind === 'docker');
  if (inDocker.length > 0) await useDocker(options, inDocker, started);
  const start = async (name: ServerName): Promise<void> => {
    if (started.has(name)) return;
    started.set(name, await startLocally(name, sources[name], { ...options, port: ports[name] }));
  };
  return { mongodb: start('mongodb'), rabbitmq: start('rabbitmq'), redis: start('redis') };
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

/** The databases, which are there by now, and the broker if it is there as well. */
function urlsOf(started: Started): Omit<ServerUrls, 'rabbitmqUrl'> & Partial<ServerUrls> {
  const url = (name: ServerName): string => started.get(name)?.url ?? '';
  const broker = started.has('rabbitmq') ? { rabbitmqUrl: url('rabbitmq') } : {};
  return { mongodbUri: url('mongodb'), redisUrl: url('redis'), ...broker };
}
