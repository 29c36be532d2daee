import type { ConsumeMessage, Message } from 'amqplib';
import type { Publication } from '../links/confirmed-sender.ts';
import { deadLetterQueue, eventQueue, pauseQueue } from '../topology/names.ts';
import { attemptOf, MAX_ATTEMPTS, waitsOf } from './delivery.ts';
import { EVENT_HEADER } from './event-headers.ts';
import type { Verdict } from './event-processor.ts';

const MAX_REASON = 500;

type Copied = Pick<Message, 'content' | 'properties' | 'fields'>;

export interface Routes {
  readonly service: string;
  readonly prefix: string;
  /** After the first failure, the second, …; the last one counts for all that follow. */
  readonly pausesMs: readonly number[];
}

/** Where a message goes that has not taken effect, and what is written on it for the next reader. */
export function copyFor(
  message: ConsumeMessage,
  verdict: Exclude<Verdict, { kind: 'done' }>,
  routes: Routes,
): Publication {
  switch (verdict.kind) {
    case 'wait':
      return copyTo(pauseFor(1, routes), message, { [EVENT_HEADER.waits]: waitsOf(message) + 1 });
    case 'retry':
      return attemptOf(message) >= MAX_ATTEMPTS
        ? deadCopy(message, verdict.reason, routes)
        : retryCopy(message, verdict.reason, routes);
    case 'dead':
      return deadCopy(message, verdict.reason, routes);
  }
}

function retryCopy(message: ConsumeMessage, reason: string, routes: Routes): Publication {
  const attempt = attemptOf(message);
  return copyTo(pauseFor(attempt, routes), message, {
    ...failure(message, reason, routes),
    [EVENT_HEADER.attempt]: attempt + 1,
  });
}

const deadCopy = (message: ConsumeMessage, reason: string, routes: Routes): Publication =>
  copyTo(deadLetterQueue(routes.service, routes.prefix), message, {
    ...failure(message, reason, routes),
    [EVENT_HEADER.attempt]: attemptOf(message),
  });

function failure({ properties }: ConsumeMessage, reason: string, { service, prefix }: Routes): Record<string, unknown> {
  const now = new Date().toISOString();
  const firstFailedAt: unknown = properties.headers?.[EVENT_HEADER.firstFailedAt] ?? now;
  return {
    [EVENT_HEADER.reason]: reason.slice(0, MAX_REASON),
    [EVENT_HEADER.firstFailedAt]: firstFailedAt,
    [EVENT_HEADER.lastFailedAt]: now,
    [EVENT_HEADER.queue]: eventQueue(service, prefix),
  };
}

function pauseFor(attempt: number, { service, prefix, pausesMs }: Routes): string {
  const pause = pausesMs[Math.min(attempt, pausesMs.length) - 1] ?? 0;
  return pauseQueue(eventQueue(service, prefix), pause);
}

/** The same message for another queue: same id, same content, and these headers on top of its own. */
export function copyTo(queue: string, message: Copied, written: Record<string, unknown>): Publication {
  const messageId: unknown = message.properties.messageId;
  const type: unknown = message.properties.type;
  return {
    exchange: '',
    routingKey: queue,
    content: message.content,
    properties: {
      ...(typeof messageId === 'string' && { messageId }),
      type: typeof type === 'string' ? type : message.fields.routingKey,
      contentType: 'application/json',
      headers: { ...ownHeaders(message), ...written },
    },
  };
}

/** Without what the broker has added for this way alone. */
function ownHeaders({ properties }: Copied): Record<string, unknown> {
  const headers: Record<string, unknown> = properties.headers ?? {};
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !BROKERS_OWN.test(name)));
}

const BROKERS_OWN = /^(?:x-death|x-delivery-count|x-acquired-count|x-(?:first|last)-death-.*|CC|BCC)$/;
