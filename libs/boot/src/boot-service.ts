import { createLogger } from '@crm/observability';
import { exitOnUncaught, stopOnSignals } from './process-life.ts';
import { startService, type ServiceDefinition } from './start-service.ts';

/**
 * Runs a service as this process: starts it, stops it on SIGTERM and SIGINT, and ends with exit code 1 and one message in
 * the log when it cannot start or when an error escapes.
 */
export async function bootService(service: ServiceDefinition): Promise<void> {
  const logger = createLogger(service.name, service.config.LOG_LEVEL);
  exitOnUncaught(logger);
  try {
    const running = await startService(service, logger);
    stopOnSignals(() => running.stop(), logger);
    logger.info({ probes: running.probes, ms: Math.round(performance.now()) }, 'Ready');
  } catch (error) {
    logger.fatal({ err: error }, `${service.name} cannot start`);
    process.exit(1);
  }
}
