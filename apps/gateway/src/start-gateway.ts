import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { HealthRegistry, type Logger } from '@crm/observability';
import { warnOfKnownPasswords } from './accounts/known-passwords.ts';
import type { GatewayConfig } from './config.ts';
import { takeEvents } from './take-events.ts';
import { createHttpApp } from './http/http-app.ts';

/** Long enough for whoever watches readiness to stop sending; in development nobody does. */
const DRAIN_PAUSE_MS = { production: 5_000, development: 0, test: 0 } as const;

export interface RunningGateway {
  readonly app: NestFastifyApplication;
  readonly url: string;
  /** No longer ready, no new requests, those under way answered, and only then the connections closed. */
  stop(): Promise<void>;
}

/**
 * Starts the gateway within this process, whose signals and exit remain the caller's affair.
 *
 * @throws Error when a server cannot be reached within 30 s, a queue exists with other settings or the port is taken.
 */
export async function startGateway(config: GatewayConfig, logger: Logger): Promise<RunningGateway> {
  const app = await createHttpApp(config, { logger });
  const stop = async (): Promise<void> => {
    app.get(HealthRegistry, { strict: false }).startDraining();
    await new Promise((resolve) => setTimeout(resolve, DRAIN_PAUSE_MS[config.CRM_ENV]));
    await app.close();
  };
  try {
    await warnOfKnownPasswords(app, config, logger);
    await takeEvents(app, config);
    await app.listen({ port: config.PORT, host: config.HOST });
    return { app, url: await app.getUrl(), stop };
  } catch (error) {
    await app.close();
    throw error;
  }
}
