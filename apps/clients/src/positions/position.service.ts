import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type {
  Actor,
  changePosition,
  createPosition,
  deletePosition,
  getPosition,
  listPositions,
  NewPosition,
  RpcInput,
  RpcOutput,
} from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { newId, requireVersion, Transaction } from '@crm/persistence';
import { PositionHolders } from './position-holders.repository.ts';
import { toPosition } from './position.mapper.ts';
import { PositionRepository } from './position.repository.ts';

/** The list of what people work as. */
@Injectable()
export class PositionService {
  constructor(
    private readonly positions: PositionRepository,
    private readonly holders: PositionHolders,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  async list(request: RpcInput<typeof listPositions>): Promise<RpcOutput<typeof listPositions>> {
    const page = await this.positions.page(request);
    return { ...page, data: page.data.map(toPosition) };
  }

  async get({ positionId }: RpcInput<typeof getPosition>): Promise<RpcOutput<typeof getPosition>> {
    return toPosition(await this.positions.get(positionId));
  }

  create(actor: Actor, facts: NewPosition): Promise<RpcOutput<typeof createPosition>> {
    requirePermission(actor, 'administer');
    return this.transaction.run(async () => {
      const id = newId();
      await this.positions.insert([{ ...facts, id }], this.clock.now());
      return toPosition(await this.positions.get(id));
    });
  }

  change(
    actor: Actor,
    { positionId, expectedVersion, change }: RpcInput<typeof changePosition>,
  ): Promise<RpcOutput<typeof changePosition>> {
    requirePermission(actor, 'administer');
    return this.transaction.run(async () => {
      requireVersion(await this.positions.get(positionId), expectedVersion, toPosition);
      const request = { positionId, expectedVersion, change, now: this.clock.now() };
      return toPosition(await this.positions.change(request));
    });
  }

  remove(
    actor: Actor,
    { positionId, expectedVersion }: RpcInput<typeof deletePosition>,
  ): Promise<RpcOutput<typeof deletePosition>> {
    requirePermission(actor, 'administer');
    return this.transaction.run(async () => {
      requireVersion(await this.positions.get(positionId), expectedVersion, toPosition);
      const employees = await this.holders.count(positionId);
      if (employees > 0) throw new DomainError('position.in_use', { positionId, employees });
      await this.positions.remove({ positionId, expectedVersion, now: this.clock.now() });
      return { id: positionId };
    });
  }
}
