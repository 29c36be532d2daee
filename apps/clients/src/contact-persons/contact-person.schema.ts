import { type StoredRecord, recordSchema } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';

export interface StoredAffiliation {
  readonly clientId: Types.ObjectId;
  readonly position: string | null;
  /** Calendar days as ISO text, which sorts as the days do. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface ContactPersonDocument extends StoredRecord {
  readonly name: string;
  readonly sortName: string;
  readonly phones: string[];
  readonly emails: string[];
  readonly birthday: string | null;
  readonly note: string | null;
  readonly affiliations: readonly StoredAffiliation[];
  /** The clients at which this is the person to ask for first; apart, so that the database keeps it to one per client. */
  readonly primaryOf: Types.ObjectId[];
  readonly externalId?: string | undefined;
}

const { ObjectId } = Schema.Types;
const optionalText = { type: String, default: null };

const affiliation = new Schema<StoredAffiliation>(
  { clientId: { type: ObjectId, required: true }, position: optionalText, from: optionalText, to: optionalText },
  { _id: false, strict: 'throw' },
);

export const contactPersonSchema = recordSchema<ContactPersonDocument>(
  {
    name: { type: String, required: true },
    sortName: { type: String, required: true },
    phones: { type: [String], required: true },
    emails: { type: [String], required: true },
    birthday: optionalText,
    note: optionalText,
    affiliations: { type: [affiliation], required: true },
    primaryOf: { type: [ObjectId], required: true },
    externalId: String,
  },
  {
    collection: 'contact-persons',
    tellsEvents: 'contact-person',
    audited: { kind: 'contact-person', open: ['primaryOf'], derived: ['sortName'] },
  },
);

// The contact persons of a client by name: the list and the card.
contactPersonSchema.index({ 'affiliations.clientId': 1, sortName: 1, _id: 1 });
// The primary one of a client: for the card, and to be replaced by another. Most persons are primary nowhere.
contactPersonSchema.index(
  { primaryOf: 1 },
  { unique: true, partialFilterExpression: { 'primaryOf.0': { $exists: true } } },
);
// A row of a load is stored once.
contactPersonSchema.index({ externalId: 1 }, { unique: true, sparse: true });
