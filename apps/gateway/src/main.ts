import { loadConfig } from '@crm/config';
import { createLogger } from '@crm/observability';
import { gatewayEnvironment } from './config.ts';
import { createHttpApp } from './http/http-app.ts';
import { exitOnUncaught, stopOnSignals } from './shutdown.ts';

const config = loadConfig(gatewayEnvironment);
const logger = createLogger('gateway', config.LOG_LEVEL);
exitOnUncaught(logger);

const app = await createHttpApp(config, { logger });
stopOnSignals(app, { logger, pauseMs: config.CRM_ENV === 'production' ? 5_000 : 0 });
await app.listen({ port: config.PORT, host: config.HOST });
logger.info({ url: await app.getUrl() }, 'listening');
