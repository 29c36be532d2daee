import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Actor } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { toObjectId } from '@crm/persistence';
import { type Model, type PipelineStage, trusted } from 'mongoose';
import { visible } from '../clients/client-access.ts';
import type { ClientDocument } from '../clients/client.schema.ts';
import type { ContactPersonDocument } from '../contact-persons/contact-person.schema.ts';
import { currentlyAt } from '../contact-persons/current-affiliation.ts';

/** A client with what the card shows around him. */
export interface ClientWithSurroundings extends ClientDocument {
  /** The first ones by name. */
  readonly persons: readonly ContactPersonDocument[];
  /** One with the number, or none when there are none. */
  readonly subsidiaries: readonly { readonly count: number }[];
}

export interface PersonsOn {
  readonly clientId: string;
  /** Calendar day: those who have left before it are not shown. */
  readonly day: string;
  /** How many are read. */
  readonly limit: number;
}

@Injectable()
export class ClientSectionRepository {
  constructor(
    @InjectModel('Client') private readonly clients: Model<ClientDocument>,
    @InjectModel('ContactPerson') private readonly persons: Model<ContactPersonDocument>,
  ) {}

  /** The client, whoever may see him, in one question to the database. @throws DomainError `client.not_found` */
  async get(wanted: PersonsOn): Promise<ClientWithSurroundings> {
    const { clientId } = wanted;
    const [found] = await this.clients.aggregate<ClientWithSurroundings>([
      { $match: { _id: toObjectId(clientId) } },
      { $project: { words: 0, sortName: 0 } },
      personsOf(wanted),
      allSubsidiaries,
    ]);
    if (!found) throw new DomainError('client.not_found', { clientId });
    return found;
  }

  /** The primary contact person, where he is not among the first by name. */
  async primary({ clientId, day }: PersonsOn): Promise<ContactPersonDocument | null> {
    const filter = { $and: [{ primaryOf: toObjectId(clientId) }, currentlyAt(clientId, day)] };
    return this.persons.findOne(filter).lean<ContactPersonDocument>();
  }

  async count({ clientId, day }: PersonsOn): Promise<number> {
    return this.persons.countDocuments(currentlyAt(clientId, day));
  }

  /** The first day on which one of the contact persons leaves the client, from this day on; null when none does. */
  async firstToLeave({ clientId, day }: PersonsOn): Promise<string | null> {
    const [first] = await this.persons.aggregate<{ readonly to: string }>([
      { $match: { affiliations: { $elemMatch: { clientId: toObjectId(clientId), to: { $gte: day } } } } },
      { $unwind: '$affiliations' },
      { $match: { 'affiliations.clientId': toObjectId(clientId), 'affiliations.to': { $gte: day } } },
      { $group: { _id: null, to: { $min: '$affiliations.to' } } },
    ]);
    return first?.to ?? null;
  }

  async nameOf(clientId: string): Promise<string> {
    const found = await this.clients.findById(toObjectId(clientId), { name: 1 }).lean<Pick<ClientDocument, 'name'>>();
    return found?.name ?? '';
  }

  /** The parents and the subsidiaries of these clients. */
  async relativesOf(clientIds: readonly string[]): Promise<string[]> {
    const ids = trusted({ $in: clientIds.map(toObjectId) });
    const filter = { $or: [{ _id: ids, parentId: trusted({ $ne: null }) }, { parentId: ids }] };
    const found = await this.clients.find(filter, { parentId: 1 }).lean<Pick<ClientDocument, '_id' | 'parentId'>[]>();
    return found.flatMap(({ _id, parentId }) => [_id.toHexString(), ...(parentId ? [parentId.toHexString()] : [])]);
  }

  /** How many subsidiaries of the client the actor may see. */
  async countSubsidiaries(actor: Actor, clientId: string): Promise<number> {
    return this.clients.countDocuments(visible(actor, { parentId: toObjectId(clientId) }));
  }
}

const personsOf = ({ clientId, day, limit }: PersonsOn): PipelineStage.Lookup => ({
  $lookup: {
    from: 'contact-persons',
    localField: '_id',
    foreignField: 'affiliations.clientId',
    pipeline: [{ $match: currentlyAt(clientId, day) }, { $sort: { sortName: 1, _id: 1 } }, { $limit: limit }],
    as: 'persons',
  },
});

const allSubsidiaries: PipelineStage.Lookup = {
  $lookup: {
    from: 'clients',
    localField: '_id',
    foreignField: 'parentId',
    pipeline: [{ $count: 'count' }],
    as: 'subsidiaries',
  },
};
