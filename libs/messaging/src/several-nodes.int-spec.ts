import { type INestMicroservice, Controller } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { type Actor, defineQuery, type RpcOutput } from '@crm/contracts';
import { anAdministrator, eventually, SeverableLink, testServers, uniqueName } from '@crm/testing';
import { Rpc } from './rpc.decorator.ts';
import { RpcClient } from './rpc-client.ts';
import { RpcServer } from './rpc-server.ts';
import { rpcQueue } from './topology/names.ts';

const greet = defineQuery('greeter.greet', { input: z.strictObject({}), output: z.strictObject({ said: z.string() }) });

@Controller()
class GreeterController {
  @Rpc(greet)
  async greet(): Promise<RpcOutput<typeof greet>> {
    return { said: 'Hello' };
  }
}

const signActor = async (actor: Actor): Promise<string> => JSON.stringify(actor);
const verifyActor = async (token: string): Promise<Actor> => JSON.parse(token) as Actor;

/** Two ways to one broker stand for two of its nodes: what is tested is where our side turns to. */
describe('a broker of several nodes', () => {
  const queuePrefix = `${uniqueName('nodes')}.`;
  let nodes: SeverableLink[];
  let app: INestMicroservice;
  let server: RpcServer;
  let client: RpcClient;

  beforeAll(async () => {
    const { rabbitmqUrl } = testServers();
    nodes = [await SeverableLink.to(rabbitmqUrl), await SeverableLink.to(rabbitmqUrl)];
    const url = nodes.map((node) => node.url).join(',');
    class GreeterModule {}
    Reflect.defineMetadata('controllers', [GreeterController], GreeterModule);
    server = new RpcServer({ url, queue: rpcQueue('greeter', queuePrefix), prefetch: 10, verifyActor });
    app = await NestFactory.createMicroservice(GreeterModule, { strategy: server, logger: false });
    await app.listen();
    client = await RpcClient.connect({ url, queuePrefix, signActor });
  });

  afterAll(async () => {
    await client.close();
    await app.close();
    nodes.forEach((node) => node.sever());
  });

  const answered = (): Promise<void> =>
    eventually(
      async () => expect(await client.call(greet, {}, { actor: anAdministrator() })).toEqual({ said: 'Hello' }),
      { within: 20_000 },
    );

  it('serves on when any one of them is away', async () => {
    await answered();
    for (const node of nodes) {
      node.sever();
      await answered();
      expect(server.isAttached()).toBe(true);
      await node.mend();
    }
  });

  it('lets a program start while the first of them is away', async () => {
    nodes[0]!.sever();
    const url = nodes.map((node) => node.url).join(',');
    const late = await RpcClient.connect({ url, queuePrefix, signActor });
    expect(late.isConnected()).toBe(true);
    await late.close();
    await nodes[0]!.mend();
    await answered();
  });
});
