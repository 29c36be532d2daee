import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** Makes of what a server has said, byte for byte, what the client is to hear. */
type Falsify = (answer: string) => string;

/** A way to a real server that a test can cut, as a network would, and mend. */
export class SeverableLink {
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => this.carry(socket));
  private port = 0;

  private constructor(
    private readonly target: URL,
    private readonly falsify: Falsify,
  ) {}

  /** @param falsify changes each packet of the server; what it returns must be as long as what it got. */
  static async to(url: string, falsify: Falsify = (answer) => answer): Promise<SeverableLink> {
    const link = new SeverableLink(new URL(url), falsify);
    await link.mend();
    const address = link.server.address();
    if (address !== null && typeof address === 'object') link.port = address.port;
    return link;
  }

  /** The target's address, by way of this link. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    return url.href;
  }

  /** Breaks all connections and refuses new ones. Not by a reset, after which Node 24 may spin for ever when it ends. */
  sever(): void {
    this.server.close();
    this.sockets.forEach((socket) => socket.destroy());
  }

  async mend(): Promise<void> {
    if (this.server.listening) return;
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  private carry(socket: Socket): void {
    const upstream = connect(Number(this.target.port), this.target.hostname);
    for (const end of [socket, upstream]) {
      this.sockets.add(end);
      end.on('error', () => {});
      end.on('close', () => {
        this.sockets.delete(end);
        socket.destroy();
        upstream.destroy();
      });
    }
    const { falsify } = this;
    const answers = new Transform({
      transform: (chunk: Buffer, _encoding, pass) =>
        pass(null, Buffer.from(falsify(chunk.toString('latin1')), 'latin1')),
    });
    socket.pipe(upstream).pipe(answers).pipe(socket);
  }
}
