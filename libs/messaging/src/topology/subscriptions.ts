import type { ChannelModel } from 'amqplib';
import { events } from '@crm/contracts';
import { onThrowAwayChannel } from '../links/throw-away-channel.ts';
import { eventQueue, exchanges } from './names.ts';

interface Subscriber {
  readonly service: string;
  readonly prefix: string;
  /** The events wanted: `deals.deal-moved.v1`. */
  readonly types: readonly string[];
}

/** Every event that has ever had a name: those of today, and the versions that they have left behind. */
const knownTypes: readonly string[] = events.flatMap(({ name, type }) => {
  const version = Number(type.slice(name.length + '.v'.length));
  return Array.from({ length: version }, (_, index) => `${name}.v${index + 1}`);
});

/**
 * Subscribes a service to exactly these events. AMQP cannot say to what a queue is bound, so every other known event is
 * unsubscribed, which is no error for one that was not subscribed. An event that no contract names any more is told by
 * nobody; should an old program tell it all the same, it is found among the dead letters.
 */
export async function subscribe(connection: ChannelModel, { service, prefix, types }: Subscriber): Promise<void> {
  const queue = eventQueue(service, prefix);
  const exchange = exchanges(prefix).events;
  await onThrowAwayChannel(connection, async (channel) => {
    for (const type of types) await channel.bindQueue(queue, exchange, type);
    const unwanted = knownTypes.filter((type) => !types.includes(type));
    for (const type of unwanted) await channel.unbindQueue(queue, exchange, type);
  });
}
