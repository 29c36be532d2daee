import { randomUUID } from 'node:crypto';
import { type AnyRpcContract, type RpcOutput, type RpcRequest, serviceOf } from '@crm/contracts';
import type { Actor } from '@crm/contracts';
import type { SignActor } from '@crm/access';
import { DomainError } from '@crm/kernel';
import { currentRequest, rpcClientDuration } from '@crm/observability';
import { BrokerConnection } from './links/broker-connection.ts';
import { Prebuilt } from './prebuilt.ts';
import { ReplyLink } from './reply-link.ts';
import { HEADER, queueOf } from './wire.ts';
import { fromWireError } from './wire-error.ts';

export interface RpcAsking {
  /** Needed only by a program that speaks for itself or, as the gateway does, for people. */
  readonly signActor?: SignActor;
  /** Put before the names of queues, so that several systems can share a broker. */
  readonly queuePrefix?: string;
}

export interface RpcClientOptions extends RpcAsking {
  readonly url: string;
}

export interface RpcCallOptions {
  /** Milliseconds to wait, where the contract's own deadline does not fit. */
  readonly deadline?: number;
  /** Speak for this actor instead of the one whose request is being served. */
  readonly actor?: Actor;
}

/**
 * Asks other services. The request id, the actor and what is left of the deadline travel along by themselves, from the
 * request being served.
 */
export class RpcClient {
  readonly #link: ReplyLink;
  readonly #options: RpcAsking;
  #ownConnection: BrokerConnection | undefined;

  private constructor(link: ReplyLink, options: RpcAsking) {
    this.#link = link;
    this.#options = options;
  }

  /** @throws Error when the broker cannot be reached within 30 seconds. */
  static async connect(options: RpcClientOptions): Promise<RpcClient> {
    const connection = BrokerConnection.to(options.url);
    const client = await RpcClient.over(connection, options);
    client.#ownConnection = connection;
    return client;
  }

  /**
   * Asks on a connection that others use as well; closing the client leaves it open.
   *
   * @throws Error when the broker cannot be reached within 30 seconds; the connection is closed then.
   */
  static async over(connection: BrokerConnection, options: RpcAsking): Promise<RpcClient> {
    return new RpcClient(await ReplyLink.open(connection), options);
  }

  /** Whether a question could be sent at this moment. */
  isConnected(): boolean {
    return this.#link.isOpen();
  }

  /**
   * Asks, and waits for the answer until the deadline.
   *
   * @throws DomainError one of the contract's own codes; `service_unavailable` when the service or the broker is down,
   *   `deadline_exceeded` when no answer came in time (a command may have taken effect all the same), `invalid`,
   *   `unauthenticated`, `forbidden`, or `internal`.
   */
  async call<Contract extends AnyRpcContract>(
    contract: Contract,
    input: RpcRequest<Contract>,
    options: RpcCallOptions = {},
  ): Promise<RpcOutput<Contract>> {
    const answer = await this.#answerTo(contract, input, options);
    return answer instanceof Prebuilt ? (JSON.parse(answer.json.toString()) as RpcOutput<Contract>) : answer;
  }

  /**
   * Asks like `call`, and gets the answer as JSON that need not be read to be passed on.
   *
   * @returns with the note that the service has put to it; an empty one when it had none ready and answered as always.
   */
  async callForJson<Contract extends AnyRpcContract>(
    contract: Contract,
    input: RpcRequest<Contract>,
    options: RpcCallOptions = {},
  ): Promise<Prebuilt<RpcOutput<Contract>>> {
    const answer = await this.#answerTo(contract, input, options);
    return answer instanceof Prebuilt ? answer : Prebuilt.of(answer);
  }

  async #answerTo<Contract extends AnyRpcContract>(
    contract: Contract,
    input: RpcRequest<Contract>,
    options: RpcCallOptions,
  ): Promise<RpcOutput<Contract> | Prebuilt<RpcOutput<Contract>>> {
    const stop = rpcClientDuration.startTimer({ contract: contract.name });
    try {
      const reply = await this.#ask(contract, input, options);
      if (reply instanceof Prebuilt) {
        stop({ outcome: 'ok' });
        return reply as Prebuilt<RpcOutput<Contract>>;
      }
      const repeatable = currentRequest()?.repeatable;
      if (reply.replayed && repeatable) repeatable.replayed = true;
      if ('err' in reply) throw fromWireError(contract, reply.err);
      stop({ outcome: 'ok' });
      return reply.response as RpcOutput<Contract>;
    } catch (error) {
      stop({ outcome: error instanceof DomainError ? error.code : 'internal' });
      throw error;
    }
  }

  async #ask(contract: AnyRpcContract, data: unknown, options: RpcCallOptions) {
    const request = currentRequest();
    if (contract.kind === 'command') request?.commanded?.add(serviceOf(contract));
    const deadline = Math.min(Date.now() + (options.deadline ?? contract.deadline), request?.deadline ?? Infinity);
    const actorToken = options.actor ? await this.#sign(options.actor) : request?.actorToken;
    return this.#link.request({
      queue: queueOf(contract, this.#options.queuePrefix),
      pattern: contract.name,
      data,
      deadline,
      gathered: contract.kind === 'query',
      headers: {
        [HEADER.requestId]: request?.requestId ?? randomUUID(),
        [HEADER.deadline]: deadline,
        ...(actorToken === undefined ? {} : { [HEADER.actor]: actorToken }),
        ...originHeaders(contract),
        ...repeatHeaders(contract),
      },
    });
  }

  #sign(actor: Actor): Promise<string> {
    if (!this.#options.signActor) throw new Error('This program has no signing key, so it speaks for nobody');
    return this.#options.signActor(actor);
  }

  /** Fails what is still waiting and closes the connection, if it is the client's own. */
  async close(): Promise<void> {
    await this.#link.close();
    await this.#ownConnection?.close();
  }
}

/** What the audit says of a change beside who made it. */
function originHeaders({ kind }: AnyRpcContract): Record<string, string> {
  const { address, reason } = currentRequest() ?? {};
  if (kind === 'query') return {};
  return {
    ...(address !== undefined && { [HEADER.address]: address }),
    ...(reason !== undefined && { [HEADER.reason]: reason }),
  };
}

/** One request may cause several commands: each is repeatable by itself. */
function repeatHeaders({ kind, name }: AnyRpcContract): Record<string, string> {
  const repeatable = currentRequest()?.repeatable;
  if (kind === 'query' || !repeatable) return {};
  return { [HEADER.repeatKey]: `${repeatable.key}.${name}`, [HEADER.repeatFingerprint]: repeatable.fingerprint };
}
