import type { Writable } from 'node:stream';

/** What amqplib keeps of a connection and does not tell in its types. */
interface OpenConnection {
  readonly connection: { readonly stream: Writable };
}

/**
 * Lets what is sent in one turn of the loop leave with one call of the system: amqplib makes one for each frame, and calls of
 * the system are the most of what a small message costs. Nothing waits for it: the turn is over in the same millisecond.
 */
export function gatherWrites(open: unknown): void {
  const { stream } = (open as OpenConnection).connection;
  const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
  let gathering = false;
  const gathered = (...given: unknown[]): boolean => {
    if (!gathering) {
      gathering = true;
      stream.cork();
      process.nextTick(() => {
        gathering = false;
        stream.uncork();
      });
    }
    return write(...given);
  };
  stream.write = gathered as Writable['write'];
}
