import type { ConsumeMessage } from 'amqplib';
import { EventMessage } from '@crm/contracts';
import { runInRequest } from '@crm/observability';
import secureJson from 'secure-json-parse';
import type { DeliveredEvent } from './event-processor.ts';
import { EVENT_HEADER } from './event-headers.ts';
import type { EventHandlers } from './event-handlers.ts';

/** After this many failures of its handler an event is given up. */
export const MAX_ATTEMPTS = 5;
/** Far above any event that a contract allows. */
const MAX_BYTES = 256 * 1024;

export interface Malformed {
  /** Why no repetition could make an event of it. */
  readonly reason: string;
}

/** How often the broker has given this message to somebody who then vanished. */
export const timesReturned = ({ properties }: ConsumeMessage): number =>
  countIn(properties.headers?.['x-delivery-count'], 0);

export const attemptOf = ({ properties }: ConsumeMessage): number =>
  countIn(properties.headers?.[EVENT_HEADER.attempt], 1);

export const waitsOf = ({ properties }: ConsumeMessage): number => countIn(properties.headers?.[EVENT_HEADER.waits], 0);

/** The event in a message, its data read by its contract, or why there is none. */
export function readDelivery(message: ConsumeMessage, handlers: EventHandlers): DeliveredEvent | Malformed {
  const event = readEvent(message.content, handlers);
  if ('reason' in event) return event;
  const attempt = attemptOf(message);
  return {
    message: event,
    attempt,
    waits: waitsOf(message),
    isLastAttempt: attempt >= MAX_ATTEMPTS,
    handle: () => runInRequest({ requestId: event.requestId }, () => handlers.run(event)),
  };
}

function readEvent(content: Buffer, handlers: EventHandlers): EventMessage | Malformed {
  if (content.length > MAX_BYTES)
    return { reason: `It has ${content.length} bytes; an event has ${MAX_BYTES} at most` };
  const envelope = EventMessage.safeParse(parseJson(content));
  if (!envelope.success) return { reason: `It is not an event: ${problemsOf(envelope.error)}` };
  const event = envelope.data;
  const contract = handlers.contractOf(event.type);
  if (!contract) return { reason: `This service has no handler for ${event.type}` };
  const data = contract.data.safeParse(event.data);
  if (!data.success) return { reason: `Its data are not those of ${event.type}: ${problemsOf(data.error)}` };
  return { ...event, data: data.data };
}

/** Undefined for what is not JSON, and for what would change prototypes. */
function parseJson(content: Buffer): unknown {
  try {
    return secureJson.parse(content.toString());
  } catch {
    return undefined;
  }
}

interface Problems {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

const problemsOf = ({ issues }: Problems): string =>
  issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');

const countIn = (header: unknown, otherwise: number): number =>
  typeof header === 'number' && Number.isSafeInteger(header) && header >= 0 ? header : otherwise;
