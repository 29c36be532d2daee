import { randomBytes } from 'node:crypto';
import { Controller, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import amqp, { type ChannelModel, type GetMessage } from 'amqplib';
import { type AnyEventContract, defineEvent, type EventMessage, type EventOf } from '@crm/contracts';
import { isDomainError } from '@crm/kernel';
import { testServers } from '@crm/testing';
import { z } from 'zod';
import { OnEvent } from '../src/events/on-event.decorator.ts';
import type { DeliveredEvent, EventProcessor, Verdict } from '../src/events/event-processor.ts';
import { onThrowAwayChannel } from '../src/links/throw-away-channel.ts';
import { RpcServer } from '../src/rpc-server.ts';
import { deadLetterQueue, eventQueue, exchanges, pauseQueue, rpcQueue } from '../src/topology/names.ts';

const thing = { aggregate: 'thing', data: z.object({ id: z.string(), version: z.int(), text: z.string() }) };

export const thingMade = defineEvent('things.thing-made', thing);
export const thingMoved = defineEvent('things.thing-moved', thing);

const newId = (): string => randomBytes(12).toString('hex');

type Reaction = (event: EventOf<typeof thingMade>) => Promise<void> | void;

/** An event as another service would tell it. */
export function anEvent(text = 'text', given: Partial<EventMessage> = {}): EventMessage {
  const id = newId();
  const seq = given.seq ?? 1;
  return {
    id: newId(),
    type: thingMade.type,
    aggregate: { kind: 'thing', id },
    seq,
    occurredAt: new Date().toISOString(),
    requestId: 'r-1',
    actorId: null,
    data: { id, version: seq, text },
    ...given,
  };
}

/** Runs the handlers of each event by themselves: what becomes of an event, without a database. */
export class PlainProcessor implements EventProcessor {
  readonly batches: (readonly DeliveredEvent[])[] = [];

  async process(batch: readonly DeliveredEvent[]): Promise<readonly Verdict[]> {
    this.batches.push(batch);
    const verdicts: Verdict[] = [];
    for (const event of batch) verdicts.push(await this.decide(event));
    return verdicts;
  }

  protected async decide(event: DeliveredEvent): Promise<Verdict> {
    try {
      await event.handle();
      return { kind: 'done' };
    } catch (error) {
      const reason = String(error);
      return isDomainError(error) ? { kind: 'dead', reason } : { kind: 'retry', reason };
    }
  }
}

export interface EventServiceOptions {
  readonly prefix: string;
  readonly react: Reaction;
  readonly processor?: EventProcessor;
  readonly url?: string;
  readonly contracts?: AnyEventContract[];
}

export const pausesMs = [50, 60, 70];

/** A service that consumes events, and nothing else. */
export class EventService {
  private constructor(
    readonly app: INestMicroservice,
    readonly server: RpcServer,
  ) {}

  static async start({ prefix, react, processor, url, contracts }: EventServiceOptions): Promise<EventService> {
    @Controller()
    class Reactions {
      @OnEvent(contracts ?? [thingMade])
      async react(event: EventOf<typeof thingMade>): Promise<void> {
        await react(event);
      }
    }
    class EventServiceModule {}
    Reflect.defineMetadata('controllers', [Reactions], EventServiceModule);
    const server = new RpcServer({
      url: url ?? testServers().rabbitmqUrl,
      queue: rpcQueue('things', prefix),
      prefetch: 10,
      verifyActor: () => Promise.reject(new Error('Nobody calls')),
      events: { service: 'things', queuePrefix: prefix, pausesMs },
    });
    server.processEventsWith(processor ?? new PlainProcessor());
    const app = await NestFactory.createMicroservice(EventServiceModule, {
      strategy: server,
      logger: false,
      abortOnError: false,
    });
    try {
      await app.listen();
    } catch (error) {
      await app.close();
      throw error;
    }
    return new EventService(app, server);
  }

  stop(): Promise<void> {
    return this.app.close();
  }
}

/** What a person could do with the broker. */
export class Broker {
  private constructor(
    readonly connection: ChannelModel,
    readonly prefix: string,
  ) {}

  static async connect(prefix: string): Promise<Broker> {
    return new Broker(await amqp.connect(testServers().rabbitmqUrl), prefix);
  }

  get queue(): string {
    return eventQueue('things', this.prefix);
  }

  get deadLetterQueue(): string {
    return deadLetterQueue('things', this.prefix);
  }

  /** Puts a body into the service's queue past all checks. */
  async send(body: string, messageId?: string): Promise<void> {
    const channel = await this.connection.createConfirmChannel();
    channel.sendToQueue(this.queue, Buffer.from(body), { persistent: true, ...(messageId && { messageId }) });
    await channel.waitForConfirms();
    await channel.close();
  }

  async tell(...events: EventMessage[]): Promise<void> {
    const channel = await this.connection.createConfirmChannel();
    for (const event of events) {
      const options = { persistent: true, messageId: event.id, type: event.type };
      channel.publish(exchanges(this.prefix).events, event.type, Buffer.from(JSON.stringify(event)), options);
    }
    await channel.waitForConfirms();
    await channel.close();
  }

  async count(queue: string): Promise<number> {
    const { messageCount } = await onThrowAwayChannel(this.connection, (channel) => channel.checkQueue(queue));
    return messageCount;
  }

  async takeDeadLetter(): Promise<GetMessage | undefined> {
    const channel = await this.connection.createChannel();
    const message = await channel.get(this.deadLetterQueue, { noAck: true });
    await channel.close();
    return message || undefined;
  }

  async delete(...queues: string[]): Promise<void> {
    const channel = await this.connection.createChannel();
    for (const queue of queues) await channel.deleteQueue(queue);
    await channel.close();
  }

  async empty(): Promise<void> {
    const channel = await this.connection.createChannel();
    for (const queue of [this.queue, this.deadLetterQueue]) await channel.purgeQueue(queue);
    await channel.close();
  }

  /** Removes everything that bears the prefix. */
  async remove(): Promise<void> {
    const { events, unrouted, deadLetters } = exchanges(this.prefix);
    const pauses = pausesMs.map((pause) => pauseQueue(this.queue, pause));
    await this.delete(this.queue, this.deadLetterQueue, rpcQueue('things', this.prefix), unrouted, ...pauses);
    const channel = await this.connection.createChannel();
    for (const exchange of [events, unrouted, deadLetters]) await channel.deleteExchange(exchange);
    await this.connection.close();
  }
}
