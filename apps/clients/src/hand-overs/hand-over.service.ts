import { Injectable } from '@nestjs/common';
import { hasPermission } from '@crm/access';
import type { Actor, HandOver, RpcInput, RpcOutput, previewHandOver, startHandOver } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { CountedStart } from './counted-start.service.ts';
import { reachesDepartment } from './hand-over.ts';
import { HandOverCounter } from './hand-over-counter.ts';
import { HandOverOpening } from './hand-over-opening.service.ts';
import { toHandOver } from './hand-over.mapper.ts';
import { HandOverRepository } from './hand-over.repository.ts';

@Injectable()
export class HandOverService {
  constructor(
    private readonly handOvers: HandOverRepository,
    private readonly counter: HandOverCounter,
    private readonly opening: HandOverOpening,
    private readonly counted: CountedStart,
  ) {}

  async preview(
    actor: Actor,
    { employeeId, successorId }: RpcInput<typeof previewHandOver>,
  ): Promise<RpcOutput<typeof previewHandOver>> {
    await this.opening.people(actor, { employeeId, successorId });
    return { employeeId, successorId, counts: await this.counter.count({ employeeId }) };
  }

  /** @throws DomainError as `HandOverOpening.open`, and of a repetition as `StoredCommandLog.once`. */
  start(actor: Actor, input: RpcInput<typeof startHandOver>): Promise<HandOver> {
    return this.counted.start({ employeeId: input.employeeId }, (counting) =>
      this.opening.open(actor, input, counting),
    );
  }

  /** @throws DomainError `job.not_found`, also when it is none of the actor's business. */
  async get(actor: Actor, handOverId: string): Promise<HandOver> {
    const handOver = await this.handOvers.get(handOverId);
    const isOwn = handOver.startedById.toHexString() === actor.employeeId;
    const isVisible =
      isOwn || (hasPermission(actor, 'hand-over') && reachesDepartment(actor, handOver.departmentId.toHexString()));
    if (!isVisible) throw new DomainError('job.not_found', { handOverId });
    return toHandOver(handOver);
  }
}
