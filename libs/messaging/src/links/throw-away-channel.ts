import type { Channel, ChannelModel } from 'amqplib';
import { closeChannel } from './close-channel.ts';

/**
 * Asks the broker something that may end the channel: a refusal then hurts nobody else on the connection.
 *
 * @throws what the broker says.
 */
export async function onThrowAwayChannel<T>(
  connection: ChannelModel,
  ask: (channel: Channel) => Promise<T>,
): Promise<T> {
  const channel = await connection.createChannel();
  // The refusal arrives at whoever asked; unheard here, it would end the connection (A1).
  channel.once('error', () => {});
  try {
    return await ask(channel);
  } finally {
    await closeChannel(channel);
  }
}
