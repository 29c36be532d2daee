import { Schema } from 'mongoose';

/** Work that one copy of the service does at a time: who has it, and until when. */
export interface LeaseDocument {
  readonly _id: string;
  readonly holder: string;
  readonly until: Date;
}

export const leaseSchema = new Schema<LeaseDocument>(
  {
    _id: { type: String, required: true },
    holder: { type: String, required: true },
    until: { type: Date, required: true },
  },
  { collection: 'leases', strict: 'throw', versionKey: false, id: false },
);
