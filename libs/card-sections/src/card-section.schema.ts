import { type mongo, Schema, type Types } from 'mongoose';

/** A section as it was built: ready to be sent, with what has to be known to send it. */
export interface BuiltPart {
  /** Of which shape the JSON is: another program may build another one. */
  readonly shape: string;
  readonly json: mongo.Binary;
  /** Ids of the employees whom the section mentions. */
  readonly mentions: readonly string[];
  /** By what its service decides whether this reader gets it as it is. */
  readonly facts: unknown;
}

/** What a service keeps ready for the card of one client. */
export interface CardSection {
  /** The id of the client. */
  readonly _id: Types.ObjectId;
  /** One more with each change of what the section shows. */
  readonly revision: number;
  /** Absent since the last change, until somebody asks. */
  readonly built?: BuiltPart;
}

const { Mixed } = Schema.Types;

const builtPart = new Schema<BuiltPart>(
  {
    shape: { type: String, required: true },
    json: { type: Buffer, required: true },
    mentions: { type: [String], required: true },
    facts: Mixed,
  },
  { _id: false, strict: 'throw', minimize: false },
);

/** Found by the client alone, so it needs no other index. */
export const cardSectionSchema = new Schema<CardSection>(
  { revision: { type: Number, required: true }, built: { type: builtPart } },
  { collection: 'card-sections', strict: 'throw', versionKey: false, id: false },
);
