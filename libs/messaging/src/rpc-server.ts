import { type Server, ServerRMQ } from '@nestjs/microservices';
import type { AmqpConnectionManager } from 'amqp-connection-manager';
import type { AnyEventContract, AnyRpcContract, EventMessage } from '@crm/contracts';
import type { VerifyActor } from '@crm/access';
import { type Logger, watchOldestEvent, withoutBlotting } from '@crm/observability';
import { brokerUrls, linkSettings } from './broker-links.ts';
import { CallConsumer } from './call-consumer.ts';
import { DeadLetterDepth } from './dead-letters/dead-letter-depth.ts';
import { EventConsumer } from './events/event-consumer.ts';
import { EventHandlers } from './events/event-handlers.ts';
import { gatherWrites } from './links/gather-writes.ts';
import type { EventProcessor } from './events/event-processor.ts';
import { type CommandLog, RpcAnswers } from './rpc-answers.ts';
import { PAUSES_MS } from './topology/event-topology.ts';
import { subscribe } from './topology/subscriptions.ts';

export interface RpcServerOptions {
  /** The nodes of the broker, separated by commas. */
  readonly url: string;
  readonly queue: string;
  /** Calls worked on at once by this process. */
  readonly prefetch: number;
  readonly verifyActor: VerifyActor;
  /** Milliseconds without a call after which its consumer asks the broker anew; 5 s when left out. */
  readonly silenceMs?: number;
  /** Where a line is written for each call; none is when left out. */
  readonly log?: Logger;
  /** Who consumes events; needed by a service with `@OnEvent`. */
  readonly events?: EventQueueOptions;
}

export interface EventQueueOptions {
  readonly service: string;
  readonly queuePrefix?: string;
  /** Milliseconds before a failed event is tried again, one after each failure; 5 s, 30 s, 5 min when left out. */
  readonly pausesMs?: readonly number[];
}

/**
 * Takes a service's questions and commands from one queue and the events of other services from another, over one
 * connection. It is Nest's RabbitMQ transport with what that one leaves out: a call is acknowledged when it is answered,
 * one whose caller has given up is not begun, refusals keep their code, a lost consumer comes back, an event that failed
 * is tried again or kept for people, and stopping waits for what is in hand.
 */
export class RpcServer extends ServerRMQ {
  override readonly propagatesEventHandlerErrors = true;
  readonly #answers: RpcAnswers;
  readonly #eventHandlers = new EventHandlers();
  #processor: EventProcessor | undefined;
  /** Calls come before events: who takes calls alone is not ready yet, and a link that drops then ends the start. */
  #hasStarted = false;
  #calls: CallConsumer | undefined;
  #events: EventConsumer | undefined;
  #deadLetters: DeadLetterDepth | undefined;

  constructor(private readonly settings: RpcServerOptions) {
    super({
      urls: brokerUrls(settings.url),
      queue: settings.queue,
      noAck: false,
      socketOptions: linkSettings,
    });
    const { verifyActor, log } = settings;
    this.#answers = new RpcAnswers({ logger: this.logger, verifyActor, ...(log && { lines: withoutBlotting(log) }) });
  }

  /** Where the answers to repeatable commands are kept; without it each is carried out anew. */
  keepCommandsIn(commands: CommandLog): void {
    this.#answers.keepCommandsIn(commands);
  }

  /** What makes events take effect; to be said before the server listens, by a service that has handlers of events. */
  processEventsWith(processor: EventProcessor): void {
    this.#processor = processor;
  }

  /**
   * Runs this service's handlers of an event that came by another way than the queue; does nothing when it has none.
   *
   * @throws whatever a handler throws, and ZodError for data that the event's contract does not allow.
   */
  async react(message: EventMessage): Promise<void> {
    const contract = this.#eventHandlers.contractOf(message.type);
    if (contract) await this.#eventHandlers.run({ ...message, data: contract.data.parse(message.data) });
  }

  /** True while the broker delivers to this process: calls, and events if it has handlers of any. Readiness asks this. */
  isAttached(): boolean {
    return this.#hasStarted && (this.#calls?.isAttached() ?? false) && (this.#events?.isAttached() ?? true);
  }

  /** Seconds for which the oldest event in hand has waited for a verdict; 0 when none is in hand. */
  eventsOldestAgeSeconds(): number {
    return this.#events?.oldestAgeSeconds() ?? 0;
  }

  /** How many events the service has given up, as last counted; null when that is not known. */
  deadLetterCount(): number | null {
    return this.#deadLetters?.lastKnown ?? null;
  }

  /** @throws Error naming the contracts of this service that have no handler, and the handlers that have no contract. */
  assertAnswers(contracts: readonly AnyRpcContract[]): void {
    const names = new Set(contracts.map(({ name }) => name));
    const handled = [...this.messageHandlers].filter(([, { isEventHandler }]) => !isEventHandler).map(([name]) => name);
    const missing = [...names].filter((name) => !handled.includes(name));
    const unknown = handled.filter((name) => !names.has(name));
    if (missing.length > 0) throw new Error(`No handler answers ${missing.join(', ')}: add a method with @Rpc`);
    if (unknown.length > 0) throw new Error(`No contract of this service is named ${unknown.join(', ')}`);
  }

  /** @throws Error naming the events for which this service has handlers and which no service tells. */
  assertConsumesOnly(told: readonly AnyEventContract[]): void {
    const untold = this.#eventHandlers.contracts.filter((contract) => !told.includes(contract)).map(({ type }) => type);
    if (untold.length === 0) return;
    throw new Error(
      `No service tells ${untold.join(', ')}: export it from events.ts of its service in @crm/contracts, or remove its @OnEvent`,
    );
  }

  override addHandler(
    ...[pattern, handler, isEventHandler = false, extras = {}]: Parameters<Server['addHandler']>
  ): void {
    const name = this.normalizePattern(pattern as string);
    if (isEventHandler) this.#eventHandlers.add(name, handler, extras);
    if (!this.messageHandlers.has(name)) super.addHandler(pattern, handler, isEventHandler, extras);
    else if (!isEventHandler) throw new Error(`Two handlers answer ${name}: one contract, one handler`);
  }

  /** @throws TopologyError when a queue or an exchange exists with other settings. */
  override async start(callback?: () => void): Promise<void> {
    this.#assertEventsCanTakeEffect();
    const connection = await this.createClient<AmqpConnectionManager>();
    this.server = connection;
    this.#watch(connection);
    this.#calls = new CallConsumer(connection, {
      queue: this.settings.queue,
      nodes: brokerUrls(this.settings.url).length,
      prefetch: this.settings.prefetch,
      answers: this.#answers,
      handlerOf: (pattern) => this.messageHandlers.get(pattern),
      ...(this.settings.silenceMs !== undefined && { silenceMs: this.settings.silenceMs }),
    });
    await this.#calls.untilAttached();
    await this.#startEvents(connection);
    this.#hasStarted = true;
    callback?.();
  }

  override async close(): Promise<void> {
    this.#deadLetters?.stop();
    await Promise.all([this.#calls?.close(), this.#events?.close()]);
    await super.close();
  }

  async #startEvents(connection: AmqpConnectionManager): Promise<void> {
    const { events } = this.settings;
    if (!events) return;
    const { service, queuePrefix: prefix = '', pausesMs = PAUSES_MS } = events;
    const consumes = this.#hasEventHandlers();
    if (this.#processor && consumes) {
      const [processor, handlers] = [this.#processor, this.#eventHandlers];
      this.#events = new EventConsumer(connection, { service, prefix, pausesMs, processor, handlers });
      await this.#events.untilAttached();
      watchOldestEvent(service, () => this.eventsOldestAgeSeconds());
    } else if (connection.connection) {
      // It may have consumed some before: what is taken by nobody would fill its queue and, in the end, stop the tellers.
      await subscribe(connection.connection, { service, prefix, types: [] });
    }
    this.#deadLetters = new DeadLetterDepth(connection, { service, prefix, consumes });
  }

  #hasEventHandlers(): boolean {
    return this.#eventHandlers.contracts.length > 0;
  }

  #assertEventsCanTakeEffect(): void {
    if (!this.#hasEventHandlers()) return;
    if (!this.settings.events) throw new Error('This service handles events: say in `events` of its RpcServer whose');
    if (!this.#processor) throw new Error('This service handles events: call processEventsWith before it listens');
  }

  #watch(connection: AmqpConnectionManager): void {
    connection.on('connect', ({ connection: open }) => gatherWrites(open));
    connection.on('disconnect', ({ err }) => void this.logger.warn(`The link to RabbitMQ dropped: ${String(err)}`));
    connection.on('connectFailed', ({ err }) => void this.logger.warn(`RabbitMQ cannot be reached: ${String(err)}`));
    connection.on('blocked', ({ reason }) => void this.logger.warn(`RabbitMQ takes no messages for now: ${reason}`));
    connection.on('unblocked', () => void this.logger.log('RabbitMQ takes messages again'));
  }
}
