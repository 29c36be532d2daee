import { join, relative } from 'node:path';

import { repositoryRoot } from '../repository.ts';
import type { ServerSource } from './choose-source.ts';
import { localServers } from './local-servers.ts';
import { serverTitles, type BringUpOptions, type RunningServer, type ServerName } from './server-types.ts';

/** Starts a private instance on this machine, after fetching its program where that is missing, and says which program it is. */
export async function startLocally(
  name: ServerName,
  source: ServerSource,
  options: BringUpOptions & { port: number },
): Promise<RunningServer> {
  const { report, signal } = options;
  const title = serverTitles[name];
  const binary =
    source.kind === 'binary'
      ? source.path
      : await report.step(`${title}: installing`, () => localServers[name].install(signal));
  return report.step(
    `${title}: starting`,
    () => localServers[name].start({ ...options, binary, directory: join(options.directory, name) }),
    () => `${title}: ${shorten(binary)} on port ${options.port}`,
  );
}

function shorten(program: string): string {
  return program.startsWith(repositoryRoot) ? relative(repositoryRoot, program) : program;
}
