import type { INestApplicationContext } from '@nestjs/common';
import { HealthRegistry, type Logger } from '@crm/observability';

const LONGEST_STOP_MS = 25_000;

export interface Stopping {
  readonly logger: Logger;
  /** How long load balancers need to notice that no more requests should come. */
  readonly pauseMs: number;
}

/**
 * Stops the program when it is told to: readiness goes, requests under way are answered, connections are closed. What
 * nobody caught ends the program too, since its state is unknown then.
 */
export function stopOnSignals(app: INestApplicationContext, { logger, pauseMs }: Stopping): void {
  const stop = async (signal: string): Promise<void> => {
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    app.get(HealthRegistry, { strict: false }).startDraining();
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    await app.close();
    logger.info('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void stop(signal));
}

export function exitOnUncaught(logger: Logger): void {
  const exit = (error: unknown): never => {
    logger.fatal(error, 'an error that nobody caught');
    return process.exit(1);
  };
  process.on('uncaughtException', exit);
  process.on('unhandledRejection', exit);
}
