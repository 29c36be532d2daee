import type { LoggerService } from '@nestjs/common';
import type { VerifyActor } from '@crm/access';
import { DomainError } from '@crm/kernel';
import { type Logger, type RepeatableRequest, rpcServerDuration, runInRequest } from '@crm/observability';
import type { RpcHandling } from './rpc.decorator.ts';
import type { RpcRequestMessage } from './rpc-request.ts';
import { Prebuilt } from './prebuilt.ts';
import type { Answer } from './wire.ts';
import { toWireError } from './wire-error.ts';

/** Keeps the answers to commands that their callers may repeat. */
export interface CommandLog {
  /**
   * Answers a repeated command from what was stored the first time, or carries it out and stores its answer together with
   * its effect.
   *
   * @throws DomainError `repeat.mismatch` when the key was used for another question, `repeat.in_progress` while the first
   *   is still being worked on, and whatever the command throws.
   */
  once<T>(command: RepeatableRequest, work: () => Promise<T>): Promise<T>;
}

interface Surroundings {
  readonly logger: LoggerService;
  readonly verifyActor: VerifyActor;
  /** Gets a line for each call. */
  readonly lines?: Logger;
}

/** Runs the handler of a call for whoever asks, and makes a reply of whatever becomes of it. */
export class RpcAnswers {
  #commands: CommandLog | undefined;

  constructor(private readonly around: Surroundings) {}

  keepCommandsIn(commands: CommandLog): void {
    this.#commands = commands;
  }

  /** @param handling says who keeps the answer to a command that its caller may repeat: this one, or the handler. */
  async answer(
    request: RpcRequestMessage,
    handler: () => Promise<unknown>,
    handling: RpcHandling = {},
  ): Promise<Answer> {
    const stop = rpcServerDuration.startTimer({ contract: request.pattern });
    const tell = (outcome: string): void => this.#logCall(request, outcome, stop({ outcome }));
    try {
      const response = await this.#run(request, handler, handling);
      tell('ok');
      if (response instanceof Prebuilt) return response;
      return { response, isDisposed: true, ...replayed(request) };
    } catch (error) {
      const err = toWireError(error);
      tell(err.code);
      if (err.code === 'internal') runInRequest(request.scope, () => void this.around.logger.error(error));
      return { err, ...replayed(request) };
    }
  }

  /** One line of the log for each call, by which a request of a person is found in every service that it touched. */
  #logCall({ pattern: contract, scope }: RpcRequestMessage, outcome: string, seconds: number): void {
    const { requestId } = scope;
    this.around.lines?.info({ requestId, contract, outcome, ms: Math.round(seconds * 10_000) / 10 }, 'call');
  }

  async #run(
    { scope }: RpcRequestMessage,
    handler: () => Promise<unknown>,
    { keepsAnswers = false }: RpcHandling,
  ): Promise<unknown> {
    if (scope.actorToken === undefined) throw new DomainError('unauthenticated');
    const actor = await this.around.verifyActor(scope.actorToken);
    const { repeatable } = scope;
    return runInRequest<Promise<unknown>>({ ...scope, actor }, () =>
      repeatable && this.#commands && !keepsAnswers ? this.#commands.once(repeatable, handler) : handler(),
    );
  }
}

const replayed = ({ scope }: RpcRequestMessage): { replayed?: true } =>
  scope.repeatable?.replayed ? { replayed: true } : {};
