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
  const server = await report.step(
    `${title}: starting`,
    () => localServers[name].start({ ...options, binary, directory: join(options.directory, name) }),
    () => `${title}: ${shorten(binary)} on port ${options.port}`,
  );
  return watch(server, () => report.line(`! ${title} has ended unexpectedly. Press Ctrl-C and start again.`));
}

/** Tells when the server ends before it is stopped. */
function watch(server: RunningServer, tell: () => void): RunningServer {
  let isMeantToRun = true;
  void server.exited?.then(() => {
    if (isMeantToRun) tell();
  });
  const stop = (): Promise<void> => {
    isMeantToRun = false;
    return server.stop();
  };
  return { ...server, stop };
}

function shorten(program: string): string {
  return program.startsWith(repositoryRoot) ? relative(repositoryRoot, program) : program;
}
