import { AuditJournal, auditSchemas, AuditWriter } from '@crm/audit';
import { databaseName } from '@crm/boot';
import { withRpcClient } from '@crm/messaging';
import { keepAuditOf, openConnection, Transaction } from '@crm/persistence';
import { SecurityJournal } from '../audit/security-journal.ts';
import { AccountRepository } from '../auth/account.repository.ts';
import { type AccountDocument, accountSchema } from '../auth/account.schema.ts';
import { SecondFactorRepository } from '../auth/second-factor/second-factor.repository.ts';
import { type SecondFactorDocument, secondFactorSchema } from '../auth/second-factor/second-factor.schema.ts';
import { type OpenSessionDocument, openSessionSchema } from '../auth/open-session.schema.ts';
import { SessionRepository } from '../auth/session.repository.ts';
import { type RefreshTokenDocument, refreshTokenSchema } from '../auth/session.schema.ts';
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
    const { RABBITMQ_URL: url, ACTOR_SIGNING_KEY: signingKey } = config;
    return await withRpcClient({ url, signingKey, queuePrefix }, async (rpc) => {
      const transaction = new Transaction(connection);
      const entries = connection.model('AuditEntry', auditSchemas.AuditEntry);
      keepAuditOf(connection, new AuditWriter(connection, entries));
      return work({
        transaction,
        journal: new SecurityJournal(new AuditJournal(entries, transaction)),
        accounts: new AccountRepository(connection.model<AccountDocument>('Account', accountSchema), transaction),
        secondFactors: new SecondFactorRepository(
          connection.model<SecondFactorDocument>('SecondFactor', secondFactorSchema),
        ),
        sessions: new SessionRepository(
          connection.model<RefreshTokenDocument>('RefreshToken', refreshTokenSchema),
          connection.model<OpenSessionDocument>('OpenSession', openSessionSchema),
        ),
        rpc,
      });
    });
  } finally {
    await connection.close();
  }
}
