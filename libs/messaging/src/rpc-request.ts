import { randomUUID } from 'node:crypto';
import type { ConsumeMessage } from 'amqplib';
import { DomainError } from '@crm/kernel';
import type { RepeatableRequest, RequestScope } from '@crm/observability';
import type { GatheredQuestion } from './gathering/gathered-questions.ts';
import { HEADER } from './wire.ts';

/** A call as it was taken from the queue. */
export interface RpcRequestMessage {
  readonly pattern: string;
  readonly data: unknown;
  readonly replyTo: string | undefined;
  readonly correlationId: string;
  readonly scope: RequestScope;
  /** Whether the caller has given up: what nobody waits for is not executed. */
  isExpired(now: number): boolean;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function parseBody(content: Buffer): { pattern: string; data: unknown } {
  const body: unknown = JSON.parse(content.toString());
  const pattern = typeof body === 'object' && body !== null && 'pattern' in body ? text(body.pattern) : undefined;
  if (pattern === undefined) throw new DomainError('invalid', { reason: 'The message names no contract' });
  return { pattern, data: body && typeof body === 'object' && 'data' in body ? body.data : undefined };
}

/** @throws Error for a message that is not a call: its sender is not one of ours, so nobody waits for an answer. */
export function readRequest({ content, properties }: ConsumeMessage): RpcRequestMessage {
  const id = text(properties.correlationId) ?? '';
  return requestOf({ ...parseBody(content), id, headers: properties.headers ?? {} }, text(properties.replyTo));
}

/** The call that a question makes, whether it came alone or among others. */
export function requestOf({ id, pattern, data, headers }: GatheredQuestion, replyTo: string | undefined) {
  const deadline = Number(headers[HEADER.deadline] ?? Number.NaN);
  const actorToken = text(headers[HEADER.actor]);
  return {
    ...{ pattern, data, replyTo, correlationId: id },
    scope: {
      requestId: text(headers[HEADER.requestId]) ?? randomUUID(),
      ...(actorToken === undefined ? {} : { actorToken }),
      ...(Number.isFinite(deadline) ? { deadline } : {}),
      ...originOf(headers),
      ...repeatableOf(headers),
    },
    isExpired: (now: number) => Number.isFinite(deadline) && now >= deadline,
  } satisfies RpcRequestMessage;
}

function originOf(headers: Readonly<Record<string, unknown>>): Pick<RequestScope, 'address' | 'reason'> {
  const [address, reason] = [text(headers[HEADER.address]), text(headers[HEADER.reason])];
  return {
    ...(address !== undefined && { address }),
    ...(reason !== undefined && { reason }),
  };
}

function repeatableOf(headers: Readonly<Record<string, unknown>>): { readonly repeatable?: RepeatableRequest } {
  const key = text(headers[HEADER.repeatKey]);
  const fingerprint = text(headers[HEADER.repeatFingerprint]);
  return key === undefined || fingerprint === undefined ? {} : { repeatable: { key, fingerprint, replayed: false } };
}
