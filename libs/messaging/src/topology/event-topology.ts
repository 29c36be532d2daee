import type { Declaration } from './declaration.ts';
import { deadLetterQueue, eventQueue, exchanges, pauseQueue } from './names.ts';

/** How long an event waits after its first, second, third and any later failure. */
export const PAUSES_MS: readonly number[] = [5_000, 30_000, 300_000];

const DAY_MS = 86_400_000;

/** How long a dead letter can be replayed. */
const DEAD_LETTERS_KEPT_MS = 14 * DAY_MS;

const GIB = 2 ** 30;

/** Beyond any number of looks at a dead letter: each look counts as a delivery. RabbitMQ 4 takes 20 when nothing is said. */
const NO_DELIVERY_LIMIT = 1_000_000_000;

const quorum = (name: string, settings: Record<string, unknown>): Declaration => ({
  kind: 'queue',
  name,
  options: { durable: true, arguments: { 'x-queue-type': 'quorum', 'x-quorum-initial-group-size': 3, ...settings } },
});

/** Nothing that is dead-lettered is lost on the way, and a full queue says no to the sender instead of forgetting. */
const lossless = { 'x-dead-letter-strategy': 'at-least-once', 'x-overflow': 'reject-publish' };

/**
 * What whoever tells events needs. An event that nobody consumes is kept for a while for people who wonder, ten thousand
 * of them for a week; it counts as told.
 */
export function exchangeTopology(prefix = ''): Declaration[] {
  const { events, unrouted, deadLetters } = exchanges(prefix);
  return [
    { kind: 'exchange', name: unrouted, type: 'fanout', options: { durable: true } },
    { kind: 'exchange', name: deadLetters, type: 'topic', options: { durable: true } },
    { kind: 'exchange', name: events, type: 'topic', options: { durable: true, alternateExchange: unrouted } },
    quorum(unrouted, { 'x-max-length': 10_000, 'x-overflow': 'drop-head', 'x-message-ttl': 7 * DAY_MS }),
    { kind: 'binding', name: unrouted, exchange: unrouted, key: '' },
  ];
}

export interface ConsumerTopology {
  readonly service: string;
  readonly prefix: string;
  readonly pausesMs: readonly number[];
}

/**
 * What a consumer of events needs. One process at a time is given a service's events, so that they stay in order. An
 * event that ends its process is given up by the broker after five more deliveries. Dead letters live for 14 days: with
 * the week that the outbox keeps what it told, less than the 30 days for which an inbox knows what has taken effect.
 */
export function consumerTopology({ service, prefix, pausesMs }: ConsumerTopology): Declaration[] {
  const queue = eventQueue(service, prefix);
  const dead = deadLetterQueue(service, prefix);
  const { deadLetters } = exchanges(prefix);
  return [
    ...exchangeTopology(prefix),
    quorum(dead, {
      'x-message-ttl': DEAD_LETTERS_KEPT_MS,
      'x-delivery-limit': NO_DELIVERY_LIMIT,
      'x-max-length-bytes': GIB,
      'x-overflow': 'reject-publish',
    }),
    { kind: 'binding', name: dead, exchange: deadLetters, key: queue },
    quorum(queue, {
      ...lossless,
      'x-delivery-limit': 5,
      'x-dead-letter-exchange': deadLetters,
      'x-dead-letter-routing-key': queue,
      'x-max-length-bytes': GIB,
      'x-single-active-consumer': true,
    }),
    ...pausesMs.map((pause) => pauseOf(queue, pause)),
  ];
}

const pauseOf = (queue: string, pauseMs: number): Declaration =>
  quorum(pauseQueue(queue, pauseMs), {
    ...lossless,
    'x-message-ttl': pauseMs,
    'x-dead-letter-exchange': '',
    'x-dead-letter-routing-key': queue,
    'x-max-length-bytes': GIB,
  });
