import { pino, type DestinationStream, type Level, type Logger } from 'pino';
import { currentRequest } from './request-context.ts';

export type { Logger } from 'pino';
export type LogLevel = Level | 'silent';

const SECRET_KEYS = [
  'authorization',
  'cookie',
  '["set-cookie"]',
  'password',
  'newPassword',
  'passwordHash',
  'secret',
  'token',
  'accessToken',
  'refreshToken',
  'actorToken',
  '["x-actor"]',
  'apiKey',
  '["x-api-key"]',
];
const DEEPEST_SECRET = 5;

/** pino matches one level with each `*`, hence one path for every level at which a secret may lie. */
function secretPaths(): string[] {
  const prefixes = Array.from({ length: DEEPEST_SECRET }, (_, depth) => Array(depth).fill('*').join('.'));
  return prefixes.flatMap((prefix) => SECRET_KEYS.map((key) => joinPath(prefix, key)));
}

function joinPath(prefix: string, key: string): string {
  return prefix === '' || key.startsWith('[') ? `${prefix}${key}` : `${prefix}.${key}`;
}

/**
 * The log of one service: a JSON object a line, with the id of the request being served, with secrets blotted out.
 *
 * @param destination where the lines go; the standard output unless a test wants to read them.
 */
export function createLogger(service: string, level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secretPaths(), censor: '[redacted]' },
    serializers: { err: errorFields },
    mixin: requestFields,
  };
  return pino(options, destination ?? standardOutput());
}

/**
 * An error of a driver carries its insides along, which refer to one another so much that the line could not be written: of
 * its fields only plain data is told, and its causes by message and stack.
 */
function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const told: Record<string, unknown> = pino.stdSerializers.err(error);
  const plain = Object.fromEntries(Object.entries(told).filter(([, value]) => isPlain(value)));
  return error instanceof AggregateError ? { ...plain, aggregateErrors: error.errors.map(errorFields) } : plain;
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

/**
 * Lines leave some at a time: one write to the system for each would cost a service more than making the line. They are
 * flushed when the program ends, by itself or by a fatal error; `kill -9` loses at most the last 50 ms of them.
 */
const standardOutput = (): DestinationStream =>
  pino.destination({ fd: 1, sync: false, minLength: 16_000, periodicFlush: 50 });

/** For lines that hold nothing of a caller's: looking for secrets in them would cost forty times as much as writing them. */
export const withoutBlotting = (logger: Logger): Logger => logger.child({}, { redact: [] });

function requestFields(): object {
  const request = currentRequest();
  return request ? { requestId: request.requestId } : {};
}
