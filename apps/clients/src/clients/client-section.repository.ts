import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Actor } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { toObjectId } from '@crm/persistence';
import type { Model, PipelineStage, Types } from 'mongoose';
import { currentlyAt } from '../contact-persons/current-affiliation.ts';
import type { ContactPersonDocument } from '../contact-persons/contact-person.schema.ts';
import { visible } from './client-access.ts';
import type { ClientDocument } from './client.schema.ts';

interface Named {
  readonly _id: Types.ObjectId;
  readonly name: string;
}

/** A client with what the card shows around him. */
export interface ClientWithSurroundings extends ClientDocument {
  /** One or none. */
  readonly owner: readonly Named[];
  /** One or none. */
  readonly parent: readonly Named[];
  /** The first ones by name. */
  readonly persons: readonly ContactPersonDocument[];
  /** One with the number, or none when there are none. */
  readonly subsidiaries: readonly { readonly count: number }[];
}

export interface SectionQuery {
  readonly clientId: string;
  /** Calendar day of the reader. */
  readonly today: string;
  /** How many contact persons are read. */
  readonly persons: number;
}

/**
 * Reads the card's section in one question to the database: five separate ones cost twice the processor time on both
 * sides, and this is the question that is asked most.
 */
@Injectable()
export class ClientSectionRepository {
  constructor(@InjectModel('Client') private readonly clients: Model<ClientDocument>) {}

  /** @throws DomainError `client.not_found`, also for a client whom the actor may not see. */
  async get(actor: Actor, query: SectionQuery): Promise<ClientWithSurroundings> {
    const { clientId } = query;
    const [found] = await this.clients.aggregate<ClientWithSurroundings>([
      { $match: visible(actor, { _id: toObjectId(clientId) }) },
      { $project: { words: 0, sortName: 0 } },
      named({ from: 'employees', localField: 'ownerId', as: 'owner' }),
      named({ from: 'clients', localField: 'parentId', as: 'parent' }),
      personsOf(query),
      subsidiariesFor(actor),
    ]);
    if (!found) throw new DomainError('client.not_found', { clientId });
    return found;
  }
}

const named = (join: { from: string; localField: string; as: string }): PipelineStage.Lookup => ({
  $lookup: { ...join, foreignField: '_id', pipeline: [{ $project: { name: 1 } }] },
});

const personsOf = ({ clientId, today, persons }: SectionQuery): PipelineStage.Lookup => ({
  $lookup: {
    from: 'contact-persons',
    localField: '_id',
    foreignField: 'affiliations.clientId',
    pipeline: [{ $match: currentlyAt(clientId, today) }, { $sort: { sortName: 1, _id: 1 } }, { $limit: persons }],
    as: 'persons',
  },
});

const subsidiariesFor = (actor: Actor): PipelineStage.Lookup => ({
  $lookup: {
    from: 'clients',
    localField: '_id',
    foreignField: 'parentId',
    pipeline: [{ $match: visible(actor) }, { $count: 'count' }],
    as: 'subsidiaries',
  },
});
