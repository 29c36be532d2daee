import { createActorSigner } from '@crm/access';
import { databaseName } from '@crm/boot';
import { RpcClient } from '@crm/messaging';
import { openConnection } from '@crm/persistence';
import { AccountRepository } from '../auth/account.repository.ts';
import { type AccountDocument, accountSchema } from '../auth/account.schema.ts';
import { SecondFactorRepository } from '../auth/second-factor/second-factor.repository.ts';
import { type SecondFactorDocument, secondFactorSchema } from '../auth/second-factor/second-factor.schema.ts';
import type { GatewayConfig } from '../config.ts';
import type { Registry } from './account-admin.ts';

/** Connects to what a command of the operator needs, for as long as the command takes. */
export async function withRegistry<T>(
  config: GatewayConfig,
  work: (registry: Registry) => Promise<T>,
  queuePrefix = '',
): Promise<T> {
  const connection = await openConnection(config.MONGODB_URI, databaseName(config, 'gateway'));
  try {
    const signActor = await createActorSigner(config.ACTOR_SIGNING_KEY);
    const rpc = await RpcClient.connect({ url: config.RABBITMQ_URL, signActor, queuePrefix });
    try {
      return await work({
        accounts: new AccountRepository(connection.model<AccountDocument>('Account', accountSchema)),
        secondFactors: new SecondFactorRepository(
          connection.model<SecondFactorDocument>('SecondFactor', secondFactorSchema),
        ),
        rpc,
      });
    } finally {
      await rpc.close();
    }
  } finally {
    await connection.close();
  }
}
