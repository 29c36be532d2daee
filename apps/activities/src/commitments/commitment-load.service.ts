import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import {
  type Actor,
  commitmentLoaded,
  type CommitmentRow,
  type LoadResult,
  type loadCommitments,
  type RpcInput,
} from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { toObjectId, Transaction } from '@crm/persistence';
import { Types } from 'mongoose';
import { ActivityRepository } from '../activities/activity.repository.ts';
import { loadOutcome } from '../loading/load-outcome.ts';
import { CommitmentRepository } from './commitment.repository.ts';
import type { CommitmentDocument } from './commitment.schema.ts';

@Injectable()
export class CommitmentLoadService {
  constructor(
    private readonly commitments: CommitmentRepository,
    private readonly activities: ActivityRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores all rows or none; known external keys are kept as they are.
   *
   * @throws DomainError `forbidden`; `activity.not_found` when the interaction of a row has not been loaded.
   */
  async load(actor: Actor, { rows }: RpcInput<typeof loadCommitments>): Promise<LoadResult> {
    requirePermission(actor, 'load');
    const firstOfKey = new Map(rows.toReversed().map((row) => [row.externalId, row]));
    return this.transaction.run(async () => {
      const known = await this.commitments.idsByExternalId([...firstOfKey.keys()]);
      const news = [...firstOfKey.values()].filter(({ externalId }) => !known.has(externalId));
      const interactions = await this.activities.idsByExternalId(news.flatMap(interactionOf));
      const documents = news.map((row) => this.documentOf(row, interactions));
      await this.commitments.insert(documents, commitmentLoaded);
      const created = new Map(documents.map(({ externalId, _id }) => [externalId ?? '', _id.toHexString()]));
      return loadOutcome(rows, { known, created });
    });
  }

  private documentOf(row: CommitmentRow, interactions: ReadonlyMap<string, string>): CommitmentDocument {
    const now = this.clock.now();
    const { externalId, side, text, dueOn, status } = row;
    return {
      _id: new Types.ObjectId(),
      ...{ externalId, side, text, dueOn, status },
      clientId: toObjectId(row.clientId),
      ownerId: toObjectId(row.ownerId),
      departmentId: toObjectId(row.departmentId),
      activityId: interactionIdOf(row, interactions),
      closedAt: row.closedAt === null ? null : new Date(row.closedAt),
      closingComment: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
  }
}

const interactionOf = ({ activityExternalId }: CommitmentRow): string[] =>
  activityExternalId === null ? [] : [activityExternalId];

function interactionIdOf(row: CommitmentRow, interactions: ReadonlyMap<string, string>): Types.ObjectId | null {
  if (row.activityExternalId === null) return null;
  const id = interactions.get(row.activityExternalId);
  if (!id) throw new DomainError('activity.not_found', { externalId: row.activityExternalId });
  return toObjectId(id);
}
