import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between a program and a server, so that a test can take the server away without touching it. */
export class Proxy {
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((near) => this.join(near));

  private constructor(private readonly target: URL) {}

  static async to(address: string): Promise<Proxy> {
    const proxy = new Proxy(new URL(address));
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `${this.target.protocol}//127.0.0.1:${port}`;
  }

  /** As when the server hangs: connections stay, answers do not come. */
  freeze(): void {
    for (const socket of this.sockets) socket.pause().unpipe();
  }

  /** As when the server is gone. */
  async stop(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(this.server, 'close');
  }

  private join(near: Socket): void {
    const far = connect(Number(this.target.port), this.target.hostname);
    for (const socket of [near, far]) {
      this.sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  }
}
