import type { AnyRpcContract } from '@crm/contracts';
import { serviceOf } from '@crm/contracts';

/** Headers of a request. Nothing else about the caller crosses the wire. */
export const HEADER = {
  requestId: 'x-request-id',
  actor: 'x-actor',
  /** Epoch milliseconds; a message taken from the queue later than this is not executed. */
  deadline: 'x-deadline',
  /** Key and fingerprint of a request that its caller may repeat; they stand on commands alone. */
  repeatKey: 'x-repeat-key',
  repeatFingerprint: 'x-repeat-fingerprint',
} as const;

/** RabbitMQ's pseudo-queue: answers come back on the channel that asked, without a queue of their own. */
export const REPLY_QUEUE = 'amq.rabbitmq.reply-to';

/** A refusal or a failure as it crosses the wire. */
export interface WireError {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** An answer: what the contract's output says, or why there is none. The names are those of Nest's own packets. */
export type WireReply =
  | { readonly response: unknown; readonly isDisposed: true; readonly replayed?: true }
  | { readonly err: WireError; readonly replayed?: true };

/** The queue on which a service takes questions and commands. */
export const rpcQueue = (service: string, prefix = ''): string => `${prefix}${service}.rpc`;

export const queueOf = (contract: AnyRpcContract, prefix = ''): string => rpcQueue(serviceOf(contract), prefix);

/**
 * A quorum queue, so that it outlives a broker node. No dead-letter exchange: a question whose deadline has passed is
 * worth nothing to anybody. After two crashes of its consumer a message is dropped; its caller has given up long since.
 */
export const rpcQueueOptions = {
  durable: true,
  arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': 2 },
} as const;
