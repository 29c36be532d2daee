import { exitOnUncaught, stopOnSignals } from '@crm/boot';
import { loadConfig } from '@crm/config';
import { createLogger } from '@crm/observability';
import { gatewayEnvironment } from './config.ts';
import { startGateway } from './start-gateway.ts';

const config = loadConfig(gatewayEnvironment);
const logger = createLogger('gateway', config.LOG_LEVEL);
exitOnUncaught(logger);

try {
  const gateway = await startGateway(config, logger);
  stopOnSignals(() => gateway.stop(), logger);
  logger.info({ url: gateway.url, ms: Math.round(performance.now()) }, 'Ready');
} catch (error) {
  logger.fatal({ err: error }, 'gateway cannot start');
  process.exit(1);
}
