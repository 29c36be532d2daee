import type { Channel, ConsumeMessage, Message } from 'amqplib';
import { HEADER } from '../wire.ts';

/** A question among others in one message: each with its own asker, deadline and id. */
export interface GatheredQuestion {
  readonly id: string;
  readonly pattern: string;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** What one message may hold: enough that its price is shared, and few enough that copies of a service share the work. */
export const MOST_TOGETHER = 16;

interface Envelope {
  /** The tokens of those who ask, each once: they are the longest part of a question. */
  readonly actors: readonly string[];
  readonly questions: readonly (Omit<GatheredQuestion, 'headers'> & {
    readonly headers: Readonly<Record<string, unknown>>;
    /** Place of the token; absent when there is none. */
    readonly actor?: number;
  })[];
}

export function writeQuestions(questions: readonly GatheredQuestion[]): Buffer {
  const actors: string[] = [];
  const placeOf = (token: string): number => {
    const known = actors.indexOf(token);
    return known >= 0 ? known : actors.push(token) - 1;
  };
  const written = questions.map(({ headers: { [HEADER.actor]: token, ...headers }, ...question }) => ({
    ...question,
    headers,
    ...(typeof token === 'string' && { actor: placeOf(token) }),
  }));
  return Buffer.from(JSON.stringify({ actors, questions: written } satisfies Envelope));
}

/** @throws Error for what is not such a message: its sender is not one of ours. */
export function readQuestions({ content }: Pick<Message, 'content'>): GatheredQuestion[] {
  const { actors, questions } = JSON.parse(content.toString()) as Envelope;
  return questions.map(({ actor, headers, ...question }) => ({
    ...question,
    headers: actor === undefined ? headers : { ...headers, [HEADER.actor]: actors[actor] },
  }));
}

/** Puts each question back into its queue, as a message of its own. */
export function sendOneByOne(channel: Channel, queue: string, message: ConsumeMessage): void {
  const { replyTo, expiration } = message.properties as { replyTo: string; expiration: string };
  for (const { id, headers, ...body } of readQuestions(message)) {
    const content = Buffer.from(JSON.stringify({ ...body, id }));
    channel.sendToQueue(queue, content, { correlationId: id, headers, ...{ replyTo, expiration } });
  }
}
