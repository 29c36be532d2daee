import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import {
  type Actor,
  type closeCommitment,
  commitmentMade,
  type listCommitments,
  type makeCommitment,
  type RpcInput,
} from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { type Page, requireVersion, toObjectId, Transaction } from '@crm/persistence';
import { type NewWork, toStoredOnBehalf } from '@crm/known-clients';
import { Types } from 'mongoose';
import { ActivityAccess } from '../activities/activity-access.ts';
import { close } from './commitment.ts';
import { toCommitment } from './commitment.mapper.ts';
import { CommitmentAccess } from './commitment-access.ts';
import { CommitmentRepository } from './commitment.repository.ts';
import type { CommitmentDocument } from './commitment.schema.ts';

@Injectable()
export class CommitmentService {
  constructor(
    private readonly commitments: CommitmentRepository,
    private readonly access: CommitmentAccess,
    private readonly activities: ActivityAccess,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes a promise down; the actor sees to it, or the absent colleague whose client it is.
   *
   * @throws DomainError `forbidden`; `activity.not_found` when the interaction named is not one with this client.
   */
  async make(actor: Actor, input: RpcInput<typeof makeCommitment>): Promise<CommitmentDocument> {
    requirePermission(actor, 'write');
    return this.transaction.run(async () => {
      const commitment = this.newCommitment(input, await this.access.newWork(actor, input));
      await this.requireInteraction(actor, commitment);
      await this.commitments.insert([commitment], commitmentMade);
      return commitment;
    });
  }

  /** @throws DomainError `forbidden`, `commitment.not_found`, `commitment.not_open`, `version_conflict` */
  async close(actor: Actor, input: RpcInput<typeof closeCommitment>): Promise<CommitmentDocument> {
    requirePermission(actor, 'write');
    const { commitmentId, expectedVersion, ...closing } = input;
    return this.transaction.run(async () => {
      const commitment = await this.access.getToChange(actor, commitmentId);
      requireVersion(commitment, expectedVersion, toCommitment);
      const now = this.clock.now();
      const madeOnBehalf = await this.access.onBehalf(actor, commitment);
      const patch = { ...close(commitment, closing, now), madeOnBehalf, updatedAt: now };
      return this.commitments.close(actor, commitment, patch);
    });
  }

  /** @throws DomainError `commitment.not_found`, also for one that the actor does not reach */
  get(actor: Actor, commitmentId: string): Promise<CommitmentDocument> {
    return this.access.get(actor, commitmentId);
  }

  /** With a client whom the actor sees all promises, whoever sees to them. @throws DomainError `cursor_invalid` */
  async list(actor: Actor, filter: RpcInput<typeof listCommitments>): Promise<Page<CommitmentDocument>> {
    return this.commitments.page(actor, filter, { whole: await this.access.seesAllOf(actor, filter.clientId) });
  }

  private newCommitment(
    input: RpcInput<typeof makeCommitment>,
    { ownerId, departmentId, madeOnBehalf }: NewWork,
  ): CommitmentDocument {
    const { clientId, activityId, ...promise } = input.commitment;
    const now = this.clock.now();
    return {
      _id: new Types.ObjectId(),
      ...promise,
      clientId: toObjectId(clientId),
      activityId: activityId === null ? null : toObjectId(activityId),
      status: 'open',
      ownerId: toObjectId(ownerId),
      departmentId: toObjectId(departmentId),
      madeOnBehalf: toStoredOnBehalf(madeOnBehalf),
      closedAt: null,
      closingComment: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
  }

  private async requireInteraction(actor: Actor, { activityId, clientId }: CommitmentDocument): Promise<void> {
    if (activityId === null) return;
    const activity = await this.activities.get(actor, activityId.toHexString());
    if (!activity.clientId?.equals(clientId)) {
      throw new DomainError('activity.not_found', { activityId: activityId.toHexString() });
    }
  }
}
