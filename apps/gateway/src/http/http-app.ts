import cookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { HealthRegistry, type Logger, NestLogger } from '@crm/observability';
import { AppModule } from '../app.module.ts';
import { addRefusalAudit } from '../audit/refusal-hook.ts';
import { SecurityJournal } from '../audit/security-journal.ts';
import { Authentication } from '../auth/authentication.service.ts';
import type { GatewayConfig } from '../config.ts';
import { acceptUploads } from '../imports/upload-parts.ts';
import { mountOpenApi } from '../openapi/openapi-route.ts';
import { mountPage } from '../page/page.ts';
import { acceptJsonOnly } from './body-kinds.ts';
import { addRequestHooks, addRequestLog } from './hooks.ts';
import { httpAdapter } from './http-adapter.ts';
import { mountProbes } from './probes.ts';
import { setPrefix } from './prefix.ts';
import { READ_AFTER } from './read-after.ts';
import { REPLAYED } from './repeatable-request.ts';
import { RequestLimit } from './request-limit.ts';

export interface HttpAppOptions {
  readonly logger: Logger;
  /** Put before the queues of the services, where several systems share a broker. */
  readonly queuePrefix?: string;
}

/** The gateway as an HTTP application, connected and ready to listen. */
export async function createHttpApp(
  config: GatewayConfig,
  { logger, queuePrefix }: HttpAppOptions,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    await AppModule.forRoot(config, queuePrefix),
    httpAdapter(config),
    { logger: new NestLogger(logger), bodyParser: false, abortOnError: false },
  );
  setPrefix(app);
  allowOrigins(app, config.CORS_ORIGINS);
  const server = app.getHttpAdapter().getInstance();
  await server.register(cookie);
  acceptJsonOnly(server);
  await acceptUploads(server);
  addRequestHooks(server, { authentication: app.get(Authentication), limit: app.get(RequestLimit) });
  addRequestLog(server, logger);
  addRefusalAudit(server, app.get(SecurityJournal, { strict: false }));
  mountProbes(server, app.get(HealthRegistry, { strict: false }));
  await mountOpenApi(server);
  await mountPage(server);
  return app.init();
}

/** Without the variable no other origin's page may read an answer. */
function allowOrigins(app: NestFastifyApplication, origins: readonly string[]): void {
  if (origins.length === 0) return;
  const exposedHeaders = [
    'ETag',
    'Location',
    'RateLimit',
    'RateLimit-Policy',
    'Retry-After',
    'X-Request-Id',
    REPLAYED,
    READ_AFTER,
  ];
  // Left to itself the library lets neither changes nor deletions in.
  const methods = ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'];
  app.enableCors({ origin: [...origins], credentials: true, methods, exposedHeaders });
}
