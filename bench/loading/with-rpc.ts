import { type RpcClient, withRpcClient } from '@crm/messaging';
import type { RunningStack } from '../../tools/start/running-stack.ts';

/** Lends a client that asks the services in the name of the gateway, which may speak for anybody. */
export const withRpc = <T>(stack: RunningStack, work: (rpc: RpcClient) => Promise<T>): Promise<T> =>
  withRpcClient(
    {
      url: stack.servers.rabbitmqUrl,
      signingKey: JSON.parse(stack.environment['ACTOR_SIGNING_KEY'] ?? '{}') as object,
    },
    work,
  );
