import type { AnyRpcContract } from '@crm/contracts';
import { serviceOf } from '@crm/contracts';
import type { Prebuilt } from './prebuilt.ts';
import { rpcQueue } from './topology/names.ts';

/** Headers of a request. Nothing else about the caller crosses the wire. */
export const HEADER = {
  requestId: 'x-request-id',
  actor: 'x-actor',
  /** Epoch milliseconds; a message taken from the queue later than this is not executed. */
  deadline: 'x-deadline',
  /** From where the request came to the system and why it was made; they stand on commands alone. */
  address: 'x-address',
  reason: 'x-change-reason',
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

/** The `type` of a message whose content is the answer itself instead of a `WireReply`, with a note in this header. */
export const PREBUILT = 'prebuilt';
export const NOTE_HEADER = 'x-note';

/** The `type` of a message that holds several questions, or several answers. */
export const GATHERED = 'gathered';
/** The `appId` of answers of a service that takes several questions in one message: one of an older version does not. */
export const TAKES_GATHERED = 'gathers';

/** An answer: what the contract's output says, or why there is none. The names are those of Nest's own packets. */
export type WireReply =
  | { readonly response: unknown; readonly isDisposed: true; readonly replayed?: true }
  | { readonly err: WireError; readonly replayed?: true };

/** What comes back for a question. */
export type Answer = WireReply | Prebuilt<unknown>;

export const queueOf = (contract: AnyRpcContract, prefix = ''): string => rpcQueue(serviceOf(contract), prefix);
