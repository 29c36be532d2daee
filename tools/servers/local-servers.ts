import { findProgram } from '../processes/find-program.ts';
import { runCommand } from '../processes/run-command.ts';
import { ExpectedTrouble } from '../terminal/expected-trouble.ts';
import { disableSystemServices, installPackages } from './install/system-packages.ts';
import { findMongod, installMongod } from './mongodb/install-mongod.ts';
import { startMongodb } from './mongodb/start-mongodb.ts';
import { findRabbitmq } from './rabbitmq/find-rabbitmq.ts';
import { startRabbitmq } from './rabbitmq/start-rabbitmq.ts';
import { startRedis } from './redis/start-redis.ts';
import type { LocalServerOptions, RunningServer, ServerName } from './server-types.ts';

/** How a server's program is found, fetched and started on this machine itself. */
export interface LocalServer {
  find(): string | undefined;
  /** The system's package that brings it, if there is one. */
  packageName?: string;
  install(signal?: AbortSignal): Promise<string>;
  start(options: LocalServerOptions): Promise<RunningServer>;
}

const findRedis = (): string | undefined => findProgram('redis-server');

export const localServers: Readonly<Record<ServerName, LocalServer>> = {
  mongodb: { find: findMongod, install: installMongod, start: startMongodb },
  rabbitmq: { ...fromPackage('rabbitmq-server', findRabbitmq), start: startRabbitmq },
  redis: { ...fromPackage('redis-server', findRedis), start: startRedis },
};

type PackagedProgram = Pick<LocalServer, 'find' | 'packageName' | 'install'>;

function fromPackage(packageName: string, find: () => string | undefined): PackagedProgram {
  const install = async (signal?: AbortSignal): Promise<string> => {
    await installPackages([packageName], signal);
    await stopSystemInstance(packageName);
    const program = find();
    if (program === undefined) {
      throw new ExpectedTrouble(`The package ${packageName} was installed but brought no program of that name.`);
    }
    return program;
  };
  return { packageName, find, install };
}

/** The package starts its program for the whole machine; ours is a private one, so that is undone. */
async function stopSystemInstance(packageName: string): Promise<void> {
  if (packageName !== 'rabbitmq-server') return disableSystemServices([packageName]);
  await disableSystemServices([packageName, 'epmd.socket', 'epmd']);
  // Erlang's port mapper outlives the broker that started it; it refuses to end while anybody needs it.
  await runCommand('epmd', ['-kill']);
}
