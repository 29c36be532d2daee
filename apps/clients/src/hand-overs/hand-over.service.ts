import { Injectable } from '@nestjs/common';
import { hasPermission } from '@crm/access';
import type { Actor, HandOver, RpcInput, RpcOutput, previewHandOver, startHandOver } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { currentRequest } from '@crm/observability';
import { StoredCommandLog } from '@crm/persistence';
import { mayHandOver } from './hand-over.ts';
import { HandOverCounter } from './hand-over-counter.ts';
import { type Counting, HandOverOpening } from './hand-over-opening.service.ts';
import { toHandOver } from './hand-over.mapper.ts';
import { HandOverRepository } from './hand-over.repository.ts';
import type { HandOverDocument } from './hand-over.schema.ts';

/** Reached only when an answer ceased to be kept after it had been found. */
const unasked: Counting = { status: 'rejected', reason: new DomainError('service_unavailable') };

@Injectable()
export class HandOverService {
  constructor(
    private readonly handOvers: HandOverRepository,
    private readonly counter: HandOverCounter,
    private readonly opening: HandOverOpening,
    private readonly commands: StoredCommandLog,
  ) {}

  async preview(
    actor: Actor,
    { employeeId, successorId }: RpcInput<typeof previewHandOver>,
  ): Promise<RpcOutput<typeof previewHandOver>> {
    await this.opening.people(actor, { employeeId, successorId });
    return { employeeId, successorId, counts: await this.counter.count(employeeId) };
  }

  /**
   * Starts it, or answers as the first time when its caller repeats it. The other services are asked before the
   * transaction, which would otherwise keep what it has locked while it waits for them; a repetition that has its answer
   * asks nobody.
   *
   * @throws DomainError as `HandOverOpening.open`, and of a repetition as `StoredCommandLog.once`.
   */
  async start(actor: Actor, input: RpcInput<typeof startHandOver>): Promise<HandOver> {
    const command = currentRequest()?.repeatable;
    if (!command) return this.opening.open(actor, input, await this.countFor(input.employeeId));
    const isAnswered = await this.commands.isAnswered(command);
    const counting = isAnswered ? unasked : await this.countFor(input.employeeId);
    return this.commands.once(command, () => this.opening.open(actor, input, counting));
  }

  /** @throws DomainError `job.not_found`, also when it is none of the actor's business. */
  async get(actor: Actor, handOverId: string): Promise<HandOver> {
    const handOver = await this.handOvers.get(handOverId);
    const isOwn = handOver.startedById.toHexString() === actor.employeeId;
    const isVisible = isOwn || (hasPermission(actor, 'hand-over') && mayHandOver(actor, leaverOf(handOver)));
    if (!isVisible) throw new DomainError('job.not_found', { handOverId });
    return toHandOver(handOver);
  }

  private async countFor(employeeId: string): Promise<Counting> {
    const [counting] = await Promise.allSettled([this.counter.count(employeeId)]);
    return counting;
  }
}

const leaverOf = ({ employeeId, departmentId }: HandOverDocument): Parameters<typeof mayHandOver>[1] => ({
  id: employeeId.toHexString(),
  departmentId: departmentId.toHexString(),
});
