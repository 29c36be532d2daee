import type { Channel } from 'amqplib';

/** Closes a channel, whatever state it is in; does not wait for a broker that has gone meanwhile. */
export async function closeChannel(channel: Channel): Promise<void> {
  const gone = new Promise<void>((resolve) => channel.once('close', resolve));
  try {
    await Promise.race([channel.close(), gone]);
  } catch {
    // It was closed already, which is what was wanted.
  }
}
