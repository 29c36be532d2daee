import type { ClientGrant, NewClient, TeamMember } from '@crm/contracts';
import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, Types } from 'mongoose';
import type { SearchableName } from '../names/searchable-name.ts';

type OrganisationFacts = NonNullable<NewClient['organisation']>;

export interface StoredOrganisationFacts extends Omit<OrganisationFacts, 'annualRevenueMillions'> {
  readonly annualRevenueMillions?: Types.Decimal128 | undefined;
}

type PlainFacts = Omit<NewClient, 'parentId' | 'sectorId' | 'regionId' | 'sourceId' | 'organisation' | 'ownerId'>;

export interface StoredMember extends Pick<TeamMember, 'part'> {
  readonly employeeId: Types.ObjectId;
}

export interface StoredGrant extends Pick<ClientGrant, 'kind'> {
  readonly id: Types.ObjectId;
}

export interface ClientDocument extends StoredRecord, SearchableName, PlainFacts {
  readonly parentId: Types.ObjectId | null;
  readonly sectorId: Types.ObjectId | null;
  readonly regionId: Types.ObjectId | null;
  readonly sourceId: Types.ObjectId | null;
  readonly organisation: StoredOrganisationFacts | null;
  readonly ownerId: Types.ObjectId;
  /** The owner's department: by it heads see the clients of their people. */
  readonly departmentId: Types.ObjectId;
  /** Who works with him beside the owner. */
  readonly team: readonly StoredMember[];
  /** Whom he was shown to. */
  readonly grants: readonly StoredGrant[];
  /** Keys of all who read him, made of the four above: one index serves every scope. */
  readonly readers: readonly Types.ObjectId[];
  readonly externalId?: string | undefined;
  /** How often a change of the tree has relied on the place of this client. */
  readonly placeHolds?: number | undefined;
}

const { ObjectId, Decimal128 } = Schema.Types;
const closed = { _id: false, strict: 'throw', minimize: false } as const;
const reference = { type: ObjectId, default: null };
const optionalText = { type: String, default: null };

const organisationFacts = new Schema<StoredOrganisationFacts>(
  { taxId: String, foundedIn: Number, employeeCount: Number, annualRevenueMillions: Decimal128 },
  closed,
);
const personFacts = new Schema<NonNullable<NewClient['person']>>({ birthday: String }, closed);

const member = new Schema<StoredMember>(
  { employeeId: { type: ObjectId, required: true }, part: { type: String, required: true } },
  closed,
);
const grant = new Schema<StoredGrant>(
  { kind: { type: String, required: true, enum: ['employee', 'department'] }, id: { type: ObjectId, required: true } },
  { ...closed, id: false },
);

export const clientSchema = recordSchema<ClientDocument>(
  {
    kind: { type: String, required: true, enum: ['organisation', 'person'] },
    name: { type: String, required: true },
    words: { type: [String], required: true },
    sortName: { type: String, required: true },
    lifecycleStatus: { type: String, required: true, enum: ['prospect', 'customer'] },
    parentId: reference,
    sectorId: reference,
    regionId: reference,
    sourceId: reference,
    phones: { type: [String], required: true },
    emails: { type: [String], required: true },
    website: optionalText,
    address: optionalText,
    note: optionalText,
    organisation: { type: organisationFacts, default: null },
    person: { type: personFacts, default: null },
    ownerId: { type: ObjectId, required: true },
    departmentId: { type: ObjectId, required: true },
    team: { type: [member], required: true },
    grants: { type: [grant], required: true },
    readers: { type: [ObjectId], required: true },
    externalId: String,
    placeHolds: Number,
  },
  {
    collection: 'clients',
    tellsEvents: 'client',
    audited: {
      kind: 'client',
      open: [
        'kind',
        'lifecycleStatus',
        'parentId',
        'sectorId',
        'regionId',
        'sourceId',
        'ownerId',
        'departmentId',
        'team',
        'grants',
      ],
      derived: ['words', 'sortName', 'readers', 'placeHolds'],
    },
  },
);

/** The list begins with what the reader reads, with one owner, or with all. */
for (const scope of [{ readers: 1 }, { ownerId: 1 }, {}] as const) {
  // The list by name, the list by last change.
  clientSchema.index({ ...scope, sortName: 1, _id: 1 });
  clientSchema.index({ ...scope, updatedAt: -1, _id: -1 });
}
// The search by beginnings of words, among all and among an owner's; an index cannot hold it together with the readers.
clientSchema.index({ words: 1 });
clientSchema.index({ ownerId: 1, words: 1 });
// The list narrowed by one fact: any value of it can be rare among millions, and few are sorted quickly in another order.
for (const fact of [{ kind: 1 }, { lifecycleStatus: 1 }, { sectorId: 1 }, { regionId: 1 }] as const) {
  clientSchema.index({ ...fact, sortName: 1, _id: 1 });
}
// Subsidiaries, in the list and counted for the card. Most clients have no parent and stay out of the index.
clientSchema.index(
  { parentId: 1, sortName: 1, _id: 1 },
  { partialFilterExpression: { parentId: { $gt: new Types.ObjectId('0'.repeat(24)) } } },
);
// A row of a load is stored once; contact persons and subsidiaries of a load name their clients by it.
clientSchema.index({ externalId: 1 }, { unique: true, sparse: true });
