import { createHash } from 'node:crypto';
import type { Message } from 'amqplib';
import { EVENT_HEADER } from '../events/event-headers.ts';

/** An event that a service gave up, as a person reads of it. */
export interface DeadLetter {
  readonly service: string;
  /** The id of the event; for what has none, a digest of its content. */
  readonly id: string;
  /** `deals.deal-moved.v1`, as far as it is known. */
  readonly event: string;
  readonly reason: string;
  readonly attempts: number;
  /** ISO 8601; null when the broker has not noted it. */
  readonly firstFailedAt: string | null;
  readonly givenUpAt: string | null;
}

/** What is written on a dead letter by us, or by the broker when its process ended each time. */
export function readDeadLetter(service: string, { properties, content }: Message): DeadLetter {
  const headers: Record<string, unknown> = properties.headers ?? {};
  const death = deathIn(headers);
  const deliveries = Number(headers['x-delivery-count'] ?? 0);
  return {
    service,
    id: text(properties.messageId) ?? digest(content),
    event: text(properties.type) ?? death.event ?? 'unknown',
    reason: text(headers[EVENT_HEADER.reason]) ?? death.reason ?? 'unknown',
    attempts: Number(headers[EVENT_HEADER.attempt] ?? Math.max(deliveries, 1)),
    firstFailedAt: text(headers[EVENT_HEADER.firstFailedAt]) ?? death.at ?? null,
    givenUpAt: text(headers[EVENT_HEADER.lastFailedAt]) ?? death.at ?? null,
  };
}

interface Death {
  readonly reason?: string;
  readonly event?: string | undefined;
  readonly at?: string;
}

/** RabbitMQ's own note, on what it gave up because whoever took it vanished each time. */
function deathIn({ 'x-death': deaths }: Record<string, unknown>): Death {
  const [last] = Array.isArray(deaths) ? (deaths as unknown[]) : [];
  if (typeof last !== 'object' || last === null) return {};
  const {
    reason,
    time,
    'routing-keys': keys,
  } = last as { reason?: unknown; time?: unknown; 'routing-keys'?: unknown[] };
  const at = typeof time === 'object' && time !== null && 'value' in time ? Number(time.value) : Number.NaN;
  return {
    reason: reason === 'delivery_limit' ? 'Each process that took it ended before it was done' : String(reason),
    event: text(keys?.[0]),
    ...(Number.isFinite(at) && { at: new Date(at * 1000).toISOString() }),
  };
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const digest = (content: Buffer): string => createHash('sha256').update(content).digest('hex').slice(0, 24);
