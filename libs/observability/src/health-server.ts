import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HealthRegistry } from './health-registry.ts';
import { probes } from './probes.ts';

/** Answers the probes of a service that has no HTTP API of its own. */
export class HealthServer {
  private readonly server = createServer((request, response) => {
    this.answer(request, response).catch((error: unknown) => response.destroy(toError(error)));
  });

  constructor(private readonly health: HealthRegistry) {}

  /**
   * @param port 0 takes any free one.
   * @returns the port listened on.
   */
  async listen(port: number, host: string): Promise<number> {
    this.server.listen(port, host);
    await once(this.server, 'listening');
    return portOf(this.server.address());
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const probe = request.method === 'GET' ? probes.get(request.url ?? '') : undefined;
    if (!probe) {
      response.writeHead(404).end();
      return;
    }
    const { status, contentType, body } = await probe(this.health);
    response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
  }
}

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The health server listens on no port');
  return address.port;
}
