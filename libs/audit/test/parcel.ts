import { newId, recordSchema, type StoredRecord, toObjectId } from '@crm/persistence';

/** A record of which everything is audited but one derived field. */
export interface Parcel extends StoredRecord {
  readonly to: string;
  readonly state: string;
  readonly words?: readonly string[];
}

export const parcelSchema = recordSchema<Parcel>(
  { to: { type: String, required: true }, state: { type: String, required: true }, words: { type: [String] } },
  { collection: 'parcels', audited: { kind: 'client', open: ['state'], derived: ['words'] } },
);

const moment = new Date('2026-01-01T00:00:00Z');

export const aParcel = (given: Partial<Parcel> = {}): Parcel => ({
  _id: toObjectId(newId()),
  version: 1,
  createdAt: moment,
  updatedAt: moment,
  to: 'Anna Kim',
  state: 'packed',
  words: [],
  ...given,
});
