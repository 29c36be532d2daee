import { createActorSigner } from '@crm/access';
import { RpcClient } from '@crm/messaging';
import type { RunningStack } from '../../tools/start/running-stack.ts';

/** Lends a client that asks the services in the name of the gateway, which may speak for anybody. */
export async function withRpc<T>(stack: RunningStack, work: (rpc: RpcClient) => Promise<T>): Promise<T> {
  const signActor = await createActorSigner(JSON.parse(stack.environment['ACTOR_SIGNING_KEY'] ?? '{}') as object);
  const rpc = await RpcClient.connect({ url: stack.servers.rabbitmqUrl, signActor });
  try {
    return await work(rpc);
  } finally {
    await rpc.close();
  }
}
