import type { Channel } from 'amqplib';
import { Prebuilt } from '../prebuilt.ts';
import { type Answer, GATHERED, NOTE_HEADER, PREBUILT, TAKES_GATHERED, type WireReply } from '../wire.ts';

/** An answer on its way to whoever has asked. */
export interface DueAnswer {
  readonly id: string;
  readonly content: Buffer;
  /** That of a `Prebuilt`; absent for other answers. */
  readonly note?: string;
}

interface Entry {
  readonly id: string;
  readonly bytes: number;
  readonly note?: string;
}

const LENGTH_BYTES = 4;

export const dueOf = (id: string, reply: Answer, encode: (reply: WireReply) => Buffer): DueAnswer =>
  reply instanceof Prebuilt ? { id, content: reply.json, note: reply.note } : { id, content: encode(reply) };

/** Sends answers to one asker: a single one as a message of its own, several in one. */
export function sendAnswers(channel: Channel, replyTo: string, answers: readonly DueAnswer[]): void {
  const [first, ...others] = answers;
  if (!first) return;
  if (others.length > 0) {
    channel.sendToQueue(replyTo, writeAnswers(answers), { type: GATHERED, appId: TAKES_GATHERED });
    return;
  }
  const { id: correlationId, content, note } = first;
  const prebuilt = note === undefined ? {} : { type: PREBUILT, headers: { [NOTE_HEADER]: note } };
  channel.sendToQueue(replyTo, content, { correlationId, appId: TAKES_GATHERED, ...prebuilt });
}

/** A list of what follows, as JSON behind its length, and then the answers as they are. */
export function writeAnswers(answers: readonly DueAnswer[]): Buffer {
  const entries = answers.map(({ id, content, note }): Entry => ({
    ...{ id, bytes: content.length },
    ...(note !== undefined && { note }),
  }));
  const list = Buffer.from(JSON.stringify(entries));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(list.length);
  return Buffer.concat([length, list, ...answers.map(({ content }) => content)]);
}

/** @throws Error for bytes that are no such message. */
export function readAnswers(bytes: Buffer): DueAnswer[] {
  let at = LENGTH_BYTES + bytes.readUInt32BE(0);
  const entries = JSON.parse(bytes.toString('utf8', LENGTH_BYTES, at)) as Entry[];
  return entries.map(({ bytes: size, ...entry }) => ({ ...entry, content: bytes.subarray(at, (at += size)) }));
}
