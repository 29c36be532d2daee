import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { CardSections } from '@crm/card-sections';
import { contactPersonChanged, contactPersonCreated } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Outbox } from '@crm/outbox';
import { type Page, changeVersioned, cursorPage, toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import type { ContactPersonUpdate } from './contact-person.ts';
import { toContactPersonFact, toStoredUpdate } from './contact-person.mapper.ts';
import type { ContactPersonDocument } from './contact-person.schema.ts';
import { currentlyAt } from './current-affiliation.ts';

const byName = { field: 'sortName', direction: 'asc' } as const;

/** Whose contact persons are asked for, and on which day. */
export interface PersonsOf {
  readonly clientId: string;
  /** Calendar day of the reader; those who have left before it are not shown. */
  readonly today: string;
}

interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly count?: boolean | undefined;
}

export interface ContactPersonChangeRequest {
  readonly contactPersonId: string;
  readonly expectedVersion: number | undefined;
  readonly update: ContactPersonUpdate;
  /** The clients to which he belonged before the change: their cards may show him no more. */
  readonly formerClientIds: readonly string[];
  readonly now: Date;
}

/**
 * Contact persons, each change together with its event. They have no owner: whether an actor may see one is decided by
 * his clients, in the service.
 */
@Injectable()
export class ContactPersonRepository {
  constructor(
    @InjectModel('ContactPerson') private readonly persons: Model<ContactPersonDocument>,
    private readonly outbox: Outbox,
    private readonly cards: CardSections<unknown>,
  ) {}

  /** @throws DomainError `contact_person.not_found` */
  async get(contactPersonId: string): Promise<ContactPersonDocument> {
    const person = await this.persons.findById(contactPersonId).lean<ContactPersonDocument>();
    if (!person) throw new DomainError('contact_person.not_found', { contactPersonId });
    return person;
  }

  page(of: PersonsOf, request: PageRequest): Promise<Page<ContactPersonDocument>> {
    return cursorPage({ ...request, model: this.persons, filter: currentlyAt(of.clientId, of.today), sort: byName });
  }

  async idsByExternalId(externalIds: readonly string[]): Promise<Map<string, string>> {
    const found = await this.persons.find({ externalId: trusted({ $in: externalIds }) }, { externalId: 1 }).lean();
    return new Map(found.map(({ _id, externalId = '' }) => [externalId, _id.toHexString()]));
  }

  async insert(persons: readonly ContactPersonDocument[]): Promise<void> {
    await this.persons.insertMany(persons, { lean: true });
    this.outbox.add(contactPersonCreated, ...persons.map(toContactPersonFact));
  }

  /** Makes room for another primary contact person of each of these clients. */
  async withdrawPrimary(clientIds: readonly string[], now: Date): Promise<void> {
    const ids = clientIds.map(toObjectId);
    if (ids.length === 0) return;
    const filter = { primaryOf: trusted({ $in: ids }) };
    const primary = await this.persons.find(filter).lean<ContactPersonDocument[]>();
    if (primary.length === 0) return;
    await this.persons.updateMany(filter, {
      $pull: { primaryOf: { $in: ids } },
      $set: { updatedAt: now },
      $inc: { version: 1 },
    });
    const withdrawn = primary.map((person) => ({ ...person, version: person.version + 1 }));
    this.outbox.add(contactPersonChanged, ...withdrawn.map(toContactPersonFact));
  }

  /** @throws DomainError `contact_person.not_found`, `version_conflict` */
  async change(request: ContactPersonChangeRequest): Promise<ContactPersonDocument> {
    const { contactPersonId, expectedVersion, formerClientIds, now } = request;
    const $set = { ...toStoredUpdate(request.update), updatedAt: now };
    const filter = { _id: toObjectId(contactPersonId) };
    const changed = await changeVersioned(this.persons, { filter, expectedVersion, update: { $set } });
    if (!changed) throw new DomainError('contact_person.not_found', { contactPersonId });
    this.outbox.add(contactPersonChanged, toContactPersonFact(changed));
    this.cards.touch(formerClientIds);
    return changed;
  }
}
