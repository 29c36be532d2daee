import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { eventually } from '@crm/testing';
import { fairWeather, TcpProxy } from './tcp-proxy.ts';

describe(TcpProxy, () => {
  let server: Server;
  let proxy: TcpProxy;
  /** Sockets that have reached the server. */
  let reached: Socket[];

  beforeEach(async () => {
    reached = [];
    server = createServer((socket) => {
      reached.push(socket);
      socket.on('error', () => undefined);
      socket.pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    proxy = await TcpProxy.to((server.address() as AddressInfo).port);
  });

  afterEach(async () => {
    await proxy.close();
    server.close();
  });

  function call(): { socket: Socket; heard: () => string } {
    const socket = connect(proxy.port, '127.0.0.1');
    let text = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    return { socket, heard: () => text };
  }

  async function connected() {
    const caller = call();
    caller.socket.write('a');
    await eventually(() => expect(caller.heard()).toBe('a'));
    return caller;
  }

  it('carries both ways', async () => {
    const { socket } = await connected();
    socket.destroy();
    await eventually(() => expect(reached[0]?.destroyed).toBe(true));
  });

  it('breaks what is open and what comes while it is cut', async () => {
    const { socket } = await connected();
    await proxy.become({ kind: 'cut' });
    await eventually(() => expect(socket.destroyed).toBe(true));
    const late = call();
    await once(late.socket, 'close');
    expect(reached).toHaveLength(1);
    await proxy.become(fairWeather);
    await connected();
  });

  it('refuses connections until it does not any more', async () => {
    await proxy.become({ kind: 'refuse' });
    const [error] = (await once(connect(proxy.port, '127.0.0.1').on('connect', fail), 'error')) as [Error];
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
    await proxy.become(fairWeather);
    await connected();
  });

  it('keeps silent about everything, and delivers it afterwards', async () => {
    const { socket, heard } = await connected();
    await proxy.become({ kind: 'silent' });
    socket.write('b');
    const late = call();
    late.socket.write('c');
    const leaver = await new Promise<Socket>((resolve) => late.socket.once('connect', () => resolve(late.socket)));
    expect([heard(), late.heard(), leaver.destroyed]).toEqual(['a', '', false]);
    await proxy.become(fairWeather);
    await eventually(() => expect([heard(), late.heard()]).toEqual(['ab', 'c']));
  });

  it.each([
    { kind: 'slow', milliseconds: 50 },
    { kind: 'sliced', bytes: 7 },
  ] as const)('brings everything in its order when it is $kind', async (weather) => {
    await proxy.become(weather);
    const { socket, heard } = call();
    const text = Array.from({ length: 200 }, (_, index) => `line ${index}\n`);
    for (const line of text) socket.write(line);
    await eventually(() => expect(heard()).toBe(text.join('')));
  });
});

const fail = (): never => {
  throw new Error('The connection should have been refused');
};
