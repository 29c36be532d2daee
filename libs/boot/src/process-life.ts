import type { Logger } from '@crm/observability';

/** Less than the 30 s after which an orchestrator kills. */
const STOP_LIMIT_MS = 25_000;

/** Ends the process when nobody caught an error: its state is unknown then, and a new process starts from a known one. */
export function exitOnUncaught(logger: Logger): void {
  const exit = (error: unknown): void => {
    logger.fatal({ err: error }, 'An error that nobody caught');
    process.exit(1);
  };
  process.on('uncaughtException', exit);
  process.on('unhandledRejection', exit);
}

/** Stops the program when it is told to, and ends the process after 25 s even if something does not stop. */
export function stopOnSignals(stop: () => Promise<void>, logger: Logger): void {
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    logger.info({ signal }, 'Stopping');
    setTimeout(() => giveUp(logger), STOP_LIMIT_MS).unref();
    await stop();
    logger.info('Stopped');
    process.exit(0);
  };
  process.once('SIGTERM', (signal) => void end(signal));
  process.once('SIGINT', (signal) => void end(signal));
}

function giveUp(logger: Logger): void {
  logger.fatal(`Something did not stop within ${STOP_LIMIT_MS} ms`);
  process.exit(1);
}
