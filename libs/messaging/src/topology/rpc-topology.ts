import type { Declaration } from './declaration.ts';

/** Replicated: outlives a broker node. After two crashes of its consumer a call is dropped; its caller has given up. */
const replicated = { 'x-queue-type': 'quorum', 'x-delivery-limit': 2 };
/** On one node alone there is nothing to replicate to, and the log of a quorum queue would triple the time of a call. */
const onOneNode = { 'x-queue-type': 'classic' };

/**
 * The queue of a service's calls, for a broker of so many nodes (docs/adr/0011). No dead-letter exchange: a question whose
 * deadline has passed is worth nothing to anybody.
 */
export const callQueue = (name: string, nodes: number): Declaration => ({
  kind: 'queue',
  name,
  options: { durable: true, arguments: nodes > 1 ? replicated : onOneNode },
});
