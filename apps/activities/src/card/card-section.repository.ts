import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { toObjectId } from '@crm/persistence';
import { type Model, type PipelineStage, type QueryFilter, trusted, type Types } from 'mongoose';
import type { ActivityDocument } from '../activities/activity.schema.ts';
import type { CommitmentDocument } from '../commitments/commitment.schema.ts';

/** The first records of a list, and how many it holds in all. */
export interface FirstOnes<Record> {
  readonly first: Record[];
  readonly count: number;
}

export interface StoredSection {
  /** Soonest first. */
  readonly planned: FirstOnes<ActivityDocument>;
  /** Latest first. */
  readonly completed: FirstOnes<ActivityDocument>;
  /** The open ones, soonest first. */
  readonly commitments: FirstOnes<CommitmentDocument>;
}

/** For whom a section is read: an employee, anybody (no private task at all), or one of our programs, which see all. */
export type SectionReader = { readonly employeeId: string } | 'anybody' | 'our own program';

export interface SectionQuery {
  readonly reader: SectionReader;
  /** How many of each list are read. */
  readonly limit: number;
}

function seenBy(reader: SectionReader): Record<string, unknown> {
  if (reader === 'our own program') return {};
  return { privateTo: reader === 'anybody' ? null : trusted({ $in: [null, toObjectId(reader.employeeId)] }) };
}

type Stage = PipelineStage.Match | PipelineStage.Sort | PipelineStage.Limit;
type Status = ActivityDocument['status'] | CommitmentDocument['status'];

interface List {
  readonly clientId: Types.ObjectId;
  readonly status: Status;
  /** Leaves out what the reader is not to see. */
  readonly seen?: Record<string, unknown>;
  readonly sort: Readonly<Record<string, 1 | -1>>;
}

/**
 * Reads the card's section in one question to the database: three separate ones cost half as much again of the processor's
 * time on both sides, and this is a question that is asked with every card.
 */
@Injectable()
export class CardSectionRepository {
  constructor(
    @InjectModel('Activity') private readonly activities: Model<ActivityDocument>,
    @InjectModel('Commitment') private readonly commitments: Model<CommitmentDocument>,
  ) {}

  /**
   * The first `limit` of each list. Not scoped: whoever may see the client sees his history, but for private tasks, of
   * which it has those that the reader sees. A list is counted only when there is more than is shown, which spares most
   * cards a second question.
   */
  async of(client: string, { reader, limit }: SectionQuery): Promise<StoredSection> {
    const clientId = toObjectId(client);
    const beyond = limit + 1;
    const seen = seenBy(reader);
    const rows = await this.activities.aggregate<ActivityDocument | CommitmentDocument>([
      ...first({ clientId, status: 'planned', seen, sort: { at: 1, _id: 1 } }, beyond),
      unionWith(this.activities, first({ clientId, status: 'completed', seen, sort: { at: -1, _id: -1 } }, beyond)),
      unionWith(this.commitments, first({ clientId, status: 'open', sort: { dueOn: 1, _id: 1 } }, beyond)),
    ]);
    // No status is one of both kinds of record.
    const lists = Map.groupBy(rows, ({ status }): Status => status);
    const list = async <Found>(model: Model<Found>, status: Status): Promise<FirstOnes<Found>> => {
      const found = (lists.get(status) ?? []) as Found[];
      if (found.length <= limit) return { first: found, count: found.length };
      const all = await model.countDocuments({ clientId, status }).exec();
      return { first: found.slice(0, limit), count: all - (await this.hiddenOf(clientId, status, reader)) };
    };
    const [planned, completed, commitments] = await Promise.all([
      list(this.activities, 'planned'),
      list(this.activities, 'completed'),
      list(this.commitments, 'open'),
    ]);
    return { planned, completed, commitments };
  }

  /** Who sees private tasks among the activities of the client that the section is made of. */
  async readersOfPrivate(clientId: string): Promise<string[]> {
    const filter = {
      clientId: toObjectId(clientId),
      status: trusted({ $in: ['planned', 'completed'] }),
      private: true,
    };
    const ids: unknown[] = await this.activities.distinct('privateTo', filter as QueryFilter<ActivityDocument>);
    return ids.map(String);
  }

  /** How many private tasks of others are among them: an index of private ones tells it at once, and there are hardly any. */
  private async hiddenOf(clientId: Types.ObjectId, status: Status, reader: SectionReader): Promise<number> {
    if ((status !== 'planned' && status !== 'completed') || reader === 'our own program') return 0;
    const others = reader === 'anybody' ? {} : { privateTo: trusted({ $ne: toObjectId(reader.employeeId) }) };
    return this.activities.countDocuments({ clientId, status, private: true, ...others }).exec();
  }
}

const first = ({ clientId, status, seen, sort }: List, limit: number): Stage[] => [
  { $match: { clientId, status, ...seen } },
  { $sort: sort },
  { $limit: limit },
];

const unionWith = ({ collection }: Pick<Model<unknown>, 'collection'>, pipeline: Stage[]): PipelineStage.UnionWith => ({
  $unionWith: { coll: collection.name, pipeline },
});
