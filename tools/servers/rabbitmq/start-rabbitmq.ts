import { findFreePort } from '../../ports/free-ports.ts';
import type { LocalServerOptions, RunningServer } from '../server-types.ts';
import { startRabbitmqNode } from './rabbitmq-node.ts';
import { startEpmd } from './start-epmd.ts';

/** Starts a broker of one node with a port mapper of its own; both end together. */
export async function startRabbitmq({ binary, directory, port, signal }: LocalServerOptions): Promise<RunningServer> {
  const epmd = await startEpmd({ directory, port: await findFreePort(), signal });
  try {
    const node = await startRabbitmqNode({
      binary,
      directory,
      port,
      distributionPort: await findFreePort(),
      epmdPort: epmd.port,
      nodeName: 'crm@127.0.0.1',
      signal,
    });
    return { url: node.url, exited: node.exited, stop: () => node.stop().finally(() => epmd.stop()) };
  } catch (failure) {
    await epmd.stop();
    throw failure;
  }
}
