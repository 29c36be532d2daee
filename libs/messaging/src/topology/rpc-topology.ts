import type { Declaration } from './declaration.ts';

/**
 * The queue of a service's calls: a quorum queue, so that it outlives a broker node. No dead-letter exchange: a question
 * whose deadline has passed is worth nothing to anybody. After two crashes of its consumer a message is dropped; its
 * caller has given up long since.
 */
export const callQueue = (name: string): Declaration => ({
  kind: 'queue',
  name,
  options: { durable: true, arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': 2 } },
});
