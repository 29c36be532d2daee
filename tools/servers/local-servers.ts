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
  install(signal?: AbortSignal): Promise<string>;
  start(options: LocalServerOptions): Promise<RunningServer>;
}

const findRedis = (): string | undefined => findProgram('redis-server');

export const localServers: Readonly<Record<ServerName, LocalServer>> = {
  mongodb: { find: findMongod, install: installMongod, start: startMongodb },
  rabbitmq: { find: findRabbitmq, install: fromPackage('rabbitmq-server', findRabbitmq), start: startRabbitmq },
  redis: { find: findRedis, install: fromPackage('redis-server', findRedis), start: startRedis },
};

/** The package starts its program for the whole machine; ours is a private one, so that is undone. */
function fromPackage(name: string, find: () => string | undefined): LocalServer['install'] {
  return async (signal) => {
    await installPackages([name], signal);
    await disableSystemServices(name === 'rabbitmq-server' ? [name, 'epmd.socket', 'epmd'] : [name]);
    // Erlang's port mapper outlives the broker that started it; it refuses to end while anybody needs it.
    if (name === 'rabbitmq-server') await runCommand('epmd', ['-kill']);
    const program = find();
    if (program === undefined) {
      throw new ExpectedTrouble(`The package ${name} was installed but brought no program of that name.`);
    }
    return program;
  };
}
