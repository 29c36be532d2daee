import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from '@crm/observability';
import { AccountRepository } from '../auth/account.repository.ts';
import type { GatewayConfig } from '../config.ts';

/** Says at each start that everybody can sign in, where that is not meant: a production system with demo data. */
export async function warnOfKnownPasswords(
  app: NestFastifyApplication,
  { CRM_ENV }: Pick<GatewayConfig, 'CRM_ENV'>,
  logger: Pick<Logger, 'error'>,
): Promise<void> {
  if (CRM_ENV === 'development') return;
  const accounts = await app.get(AccountRepository).countKnownPasswords();
  if (accounts === 0) return;
  logger.error(
    { accounts },
    'ACCOUNTS OF THE DEMO DATA CAN SIGN IN HERE: everybody knows their passwords. Disable them.',
  );
}
