import { createActorSigner } from '@crm/access';
import { RpcClient, type RpcClientOptions } from './rpc-client.ts';

export interface RpcClientForAWhile extends Omit<RpcClientOptions, 'signActor'> {
  /** The key of the program that asks, as a JSON Web Key. */
  readonly signingKey: Parameters<typeof createActorSigner>[0];
}

/**
 * Lends a client to a command, for as long as that takes.
 *
 * @throws Error when the broker cannot be reached within 30 seconds, and what the work throws.
 */
export async function withRpcClient<T>(
  { signingKey, ...options }: RpcClientForAWhile,
  work: (rpc: RpcClient) => Promise<T>,
): Promise<T> {
  const rpc = await RpcClient.connect({ ...options, signActor: await createActorSigner(signingKey) });
  try {
    return await work(rpc);
  } finally {
    await rpc.close();
  }
}
