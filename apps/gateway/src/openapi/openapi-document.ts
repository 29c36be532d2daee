import { generateKeyPairSync } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Problem } from '@crm/contracts';
import { AppModule } from '../app.module.ts';
import type { GatewayConfig } from '../config.ts';
import { setPrefix } from '../http/prefix.ts';
import { settleComponentNames } from './component-names.ts';
import { describeRepetition } from './repeatable-operations.ts';
import { schemaConverter } from './schema-converter.ts';

const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const key = { kty: 'OKP', crv: 'Ed25519', kid: 'gateway.0', x, d } as const;

/** Fills the places of a configuration that nothing reads: no program is started, only its routes are looked at. */
const unread: GatewayConfig = {
  CRM_ENV: 'test',
  HOST: '',
  PORT: 0,
  LOG_LEVEL: 'silent',
  MONGODB_URI: '',
  CRM_DATABASE_PREFIX: '',
  RABBITMQ_URL: '',
  REDIS_URL: '',
  ACTOR_PUBLIC_KEYS: { keys: [] },
  ACTOR_SIGNING_KEY: key,
  ACCESS_TOKEN_KEY: [key],
  SECOND_FACTOR_KEY: [],
  COOKIE_SECURE: true,
  ATTEMPTS_PER_ADDRESS: 5,
  CARD_MEMORY_MB: 1,
  CORS_ORIGINS: [],
  MAIL_LANGUAGE: 'ru',
  OIDC_NAME: '',
  OIDC_SECOND_FACTOR_ACR: [],
  READS_PER_MINUTE: 0,
  WRITES_PER_MINUTE: 0,
  PROGRAM_READS_PER_MINUTE: 0,
  PROGRAM_WRITES_PER_MINUTE: 0,
  STRANGER_REQUESTS_PER_MINUTE: 0,
};

const description =
  'Clients, deals and activities of a sales organisation. Lists are paged by cursor. Records carry a version, which is ' +
  'their ETag; send it as If-Match to change only what you have seen. Changes may be repeated without being made twice, ' +
  'under an Idempotency-Key. Refusals are problem details (RFC 9457) with a ' +
  'stable `code`, in Russian or English by Accept-Language.';

/** Describes the API in OpenAPI 3.1, from its controllers and the contracts; needs no servers. */
export async function openApiDocument(): Promise<OpenAPIObject> {
  const app = await NestFactory.create(await AppModule.forRoot(unread), new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  setPrefix(app);
  const head = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('CRM')
    .setDescription(description)
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .addCookieAuth('crm_refresh')
    .build();
  const document = SwaggerModule.createDocument(app, head, {
    standardSchemaConverter: schemaConverter,
    operationIdFactory: (_controller, method) => method,
  });
  return settleComponentNames(withProblem(describeRepetition(document)));
}

function withProblem(document: OpenAPIObject): OpenAPIObject {
  const problem = schemaConverter(Problem, { schemaType: 'output' });
  const schemas = { ...document.components?.schemas, ...problem?.components };
  return { ...document, components: { ...document.components, schemas } };
}
