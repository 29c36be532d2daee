import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * What becomes of the bytes on their way. `pass`: nothing. `cut`: connections break, new ones break at once. `refuse`:
 * connections break, nobody listens. `silent`: nothing arrives in either direction and nobody is told, as when a cable is
 * pulled; it arrives after all when the cable is back. `slow`: everything arrives late. `sliced`: in small pieces.
 */
export type Weather =
  | { readonly kind: 'pass' | 'cut' | 'refuse' | 'silent' }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'sliced'; readonly bytes: number };

export const fairWeather: Weather = { kind: 'pass' };

/** A way to a server of this machine on which a fault test makes the weather. */
export class TcpProxy {
  readonly #targetPort: number;
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => this.#accept(socket));
  #port = 0;
  #weather = fairWeather;
  #silenceIsOver = Promise.withResolvers<undefined>();

  private constructor(targetPort: number) {
    this.#targetPort = targetPort;
  }

  static async to(targetPort: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(targetPort);
    await proxy.#listen();
    const address = proxy.#server.address();
    if (address !== null && typeof address === 'object') proxy.#port = address.port;
    return proxy;
  }

  get port(): number {
    return this.#port;
  }

  async become(weather: Weather): Promise<void> {
    const wasSilent = this.#weather.kind === 'silent';
    this.#weather = weather;
    if (weather.kind === 'refuse') this.#server.close();
    else await this.#listen();
    if (weather.kind === 'cut' || weather.kind === 'refuse') this.#breakAll();
    if (!wasSilent) return;
    this.#silenceIsOver.resolve(undefined);
    this.#silenceIsOver = Promise.withResolvers();
  }

  async close(): Promise<void> {
    await this.become({ kind: 'refuse' });
  }

  async #listen(): Promise<void> {
    if (this.#server.listening) return;
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  #breakAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #accept(socket: Socket): void {
    if (this.#weather.kind === 'cut') {
      socket.destroy();
      return;
    }
    const upstream = connect(this.#targetPort, '127.0.0.1');
    for (const end of [socket, upstream]) {
      end.setNoDelay(true);
      this.#sockets.add(end);
      end.on('error', () => undefined);
      end.on('close', () => this.#sockets.delete(end));
    }
    void this.#carry(socket, upstream);
    void this.#carry(upstream, socket);
  }

  async #carry(from: Socket, to: Socket): Promise<void> {
    let delivered = Promise.resolve();
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        await this.#passable();
        const weather = this.#weather;
        // What is late does not hold up what comes behind it, but keeps its place.
        if (weather.kind === 'slow') delivered = this.#later(delivered, { chunk, to, after: weather.milliseconds });
        else delivered = delivered.then(() => this.#write(chunk, to));
        if (weather.kind !== 'slow') await delivered;
      }
    } catch {
      // A connection that breaks has nothing more to carry.
    }
    await delivered;
    await this.#passable();
    to.destroy();
  }

  async #passable(): Promise<void> {
    while (this.#weather.kind === 'silent') await this.#silenceIsOver.promise;
  }

  async #later(before: Promise<void>, late: { chunk: Buffer; to: Socket; after: number }): Promise<void> {
    await Promise.all([before, pause(late.after)]);
    await this.#write(late.chunk, late.to);
  }

  async #write(chunk: Buffer, to: Socket): Promise<void> {
    const size = this.#weather.kind === 'sliced' ? this.#weather.bytes : chunk.length;
    for (let at = 0; at < chunk.length; at += size) {
      if (to.destroyed) return;
      const isFull = !to.write(chunk.subarray(at, at + size));
      if (isFull) await Promise.race([once(to, 'drain'), once(to, 'close')]).catch(() => undefined);
      else if (size < chunk.length) await pause(0);
    }
  }
}
