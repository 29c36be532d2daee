import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { eventually, SeverableLink, testServers } from '@crm/testing';
import { EchoService } from '../../test/echo-service.ts';
import { PlainTransport } from '../../test/plain-transport.ts';

/**
 * A program of its own, because it is ended by what nobody catches. It answers one call when its link has dropped, and
 * stops when told to.
 */
const plainProgram = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { ServerRMQ } = require('@nestjs/microservices');
  require('@nestjs/common').Logger.overrideLogger(false);
  const server = new ServerRMQ(workerData);
  server.addHandler('slow', async () => {
    const down = new Promise((resolve) => server.unwrap().once('disconnect', resolve));
    parentPort.postMessage('begun');
    await down;
    return 'late';
  });
  parentPort.on('message', async () => {
    while (server.channel.queueLength() === 0) await new Promise(setImmediate);
    await server.close();
  });
  void server.listen(() => {});
`;

describe('faults of the plain server when its link drops', () => {
  let plain: PlainTransport;
  let link: SeverableLink;
  let ours: EchoService;

  beforeEach(async () => {
    plain = await PlainTransport.open();
    link = await SeverableLink.to(testServers().rabbitmqUrl);
    ours = new EchoService({ server: link.url });
    await ours.connect();
  });
  afterEach(async () => {
    await link.mend();
    await plain.remove();
    await ours.remove();
    link.sever();
  });

  it('N12: plain refuses what it does not know on another channel than it came by, which ends its connection; ours lets go of it and does it anew', async () => {
    const gate = Promise.withResolvers<undefined>();
    let read = 0;
    const deserializer = {
      deserialize: async (packet: never) => {
        read += 1;
        if (read === 1) await gate.promise;
        return packet;
      },
    };
    const server = await plain.serve({}, { urls: [link.url], deserializer });
    plain.channel.sendToQueue(plain.queue, Buffer.from('{"pattern":"nobody.event","data":1}'));
    await eventually(() => expect(read).toBe(1));
    link.sever();
    await link.mend();
    await eventually(() => expect(read).toBe(2));
    await eventually(async () => expect(await plain.count()).toBe(0));
    const ended = once(server.unwrap(), 'disconnect');
    gate.resolve(undefined);
    expect(String(((await ended) as [{ err: Error }])[0].err)).toMatch(/PRECONDITION_FAILED/);

    const ourGate = Promise.withResolvers<undefined>();
    const begun: string[] = [];
    await ours.start(async (text) => (begun.push(text), await ourGate.promise, text));
    const asked = ours.ask('once more');
    await eventually(() => expect(begun).toHaveLength(1));
    link.sever();
    await eventually(() => expect(ours.server.isAttached()).toBe(false));
    await link.mend();
    await eventually(() => expect(begun).toHaveLength(2));
    ourGate.resolve(undefined);
    expect(await asked).toEqual({ text: 'once more' });
    expect(await ours.ask('and on')).toEqual({ text: 'and on' });
  });

  it('N13: an answer that plain cannot send ends its process; ours stops in peace, and another process answers', async () => {
    const settings = { urls: [link.url], queue: plain.queue, noAssert: true, noAck: false };
    const program = new Worker(plainProgram, { eval: true, workerData: settings });
    const ended = new Promise((resolve) => program.once('exit', resolve));
    const reason = new Promise<Error>((resolve) => program.once('error', resolve));
    const begun = once(program, 'message');
    const asked = plain.ask(await plain.client(), 'slow', 1_000);
    await begun;
    link.sever();
    program.postMessage('stop');
    expect((await reason).message).toBe('Channel closed');
    expect(await ended).toBe(1);
    await asked;
    await link.mend();

    const gate = Promise.withResolvers<undefined>();
    const ourBegin = Promise.withResolvers<undefined>();
    await ours.start(async (text) => (ourBegin.resolve(undefined), await gate.promise, text));
    const answer = ours.ask('late');
    await ourBegin.promise;
    link.sever();
    await eventually(() => expect(ours.server.isAttached()).toBe(false));
    gate.resolve(undefined);
    await ours.stop();
    await link.mend();
    await ours.start((text) => `${text}, by another`);
    expect(await answer).toEqual({ text: 'late, by another' });
  });
});
