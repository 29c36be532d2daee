import { ClientRMQ, ServerRMQ, type MessageHandler, type RmqOptions } from '@nestjs/microservices';
import { Logger, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import amqp, { type Channel, type ChannelModel } from 'amqplib';
import { firstValueFrom } from 'rxjs';
import { eventually, testServers, uniqueName } from '@crm/testing';

type Settings = NonNullable<RmqOptions['options']>;

interface Closable {
  close(): unknown;
}

const socketOptions = { reconnectTimeInSeconds: 1, heartbeatIntervalInSeconds: 10 };
const queueOptions = { durable: true, arguments: { 'x-queue-type': 'quorum' } };

/** Nest's own transport, as it comes, on a queue of its own; and a way to the broker past it. */
export class PlainTransport {
  readonly queue = uniqueName('plain');
  readonly #opened: Closable[] = [];

  private constructor(
    readonly connection: ChannelModel,
    readonly channel: Channel,
  ) {}

  static async open(): Promise<PlainTransport> {
    Logger.overrideLogger(false);
    const connection = await amqp.connect(testServers().rabbitmqUrl);
    const plain = new PlainTransport(connection, await connection.createChannel());
    await plain.channel.assertQueue(plain.queue, queueOptions);
    return plain;
  }

  /** A server that does not listen yet. */
  server(handlers: Record<string, MessageHandler>, settings: Partial<Settings> = {}): ServerRMQ {
    const server = new ServerRMQ({ ...this.#settings(), noAck: false, ...settings });
    for (const [pattern, handler] of Object.entries(handlers)) {
      server.addHandler(pattern, handler, pattern.endsWith('.event'));
    }
    this.#opened.push(server);
    return server;
  }

  /** Waits until the server says that it listens. */
  async listen(server: ServerRMQ): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      void server.listen((error) =>
        error ? reject(error instanceof Error ? error : new Error('It does not listen', { cause: error })) : resolve(),
      );
    });
  }

  async serve(handlers: Record<string, MessageHandler>, settings: Partial<Settings> = {}): Promise<ServerRMQ> {
    const server = this.server(handlers, settings);
    await this.listen(server);
    return server;
  }

  /** A whole Nest program with this controller, so that Nest's own filters stand between handler and transport. */
  async serveController(controller: Type): Promise<void> {
    class PlainModule {}
    Reflect.defineMetadata('controllers', [controller], PlainModule);
    const app = await NestFactory.createMicroservice(PlainModule, {
      strategy: new ServerRMQ(this.#settings()),
      logger: false,
    });
    await app.listen();
    this.#opened.push(app);
  }

  async client(settings: Partial<Settings> = {}): Promise<ClientRMQ> {
    const client = new ClientRMQ({ ...this.#settings(), ...settings });
    await client.connect();
    this.#opened.push(client);
    return client;
  }

  /** What a caller sees: the answer, the error, or that he still waits after the given milliseconds. */
  async ask(client: ClientRMQ, pattern: string, patience = 1_500): Promise<unknown> {
    const late = Promise.withResolvers<string>();
    const timer = setTimeout(() => late.resolve('still waiting'), patience);
    const answer = firstValueFrom(client.send<unknown>(pattern, {})).catch((error: unknown) => ({ error }));
    const seen = await Promise.race([answer, late.promise]);
    clearTimeout(timer);
    return seen;
  }

  async count(): Promise<number> {
    return (await this.channel.checkQueue(this.queue)).messageCount;
  }

  async remove(): Promise<void> {
    for (const one of this.#opened) await untilNothingIsPending(one);
    for (const one of this.#opened) await closeQuietly(one);
    await this.channel.deleteQueue(this.queue);
    await this.connection.close();
  }

  #settings(): Settings {
    return { urls: [testServers().rabbitmqUrl], queue: this.queue, queueOptions, socketOptions };
  }
}

/** What the plain ones do not tell of their channel: answers to confirm, and requests that the broker has yet to answer. */
interface ChannelInside {
  _unconfirmedMessages?: readonly unknown[];
  _settingUp?: Promise<unknown>;
  _channel?: { reply: unknown };
}

/**
 * A plain server that closes while the broker has yet to confirm one of its answers (N13), or to answer its request to
 * consume after a lost link (N4), rejects a promise that nobody holds, which would fail whatever test runs then.
 */
async function untilNothingIsPending(one: Closable): Promise<void> {
  const { channel } = one as { channel?: ChannelInside | null };
  await eventually(
    () => {
      expect(channel?._unconfirmedMessages ?? []).toHaveLength(0);
      expect(channel?._settingUp).toBeUndefined();
      expect(channel?._channel?.reply ?? null).toBeNull();
    },
    { within: 2_000 },
  ).catch(() => {});
}

/** The plain ones throw when they are closed a second time, or without a link. */
async function closeQuietly(one: Closable): Promise<void> {
  try {
    await one.close();
  } catch {
    // It is closed, which is what was wanted.
  }
}
