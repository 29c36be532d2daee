import { Schema } from 'mongoose';
import '../mongoose-settings.ts';

/** A command that was carried out or refused, under the key by which its caller may send it again. */
export interface CommandDocument {
  readonly _id: string;
  /** What was asked: the same key with another question is a mistake of the caller. */
  readonly fingerprint: string;
  /** The answer as JSON, so that a repetition gets it to the letter. Absent only until the commit. */
  readonly answer?: string;
  readonly at: Date;
}

const KEPT_SECONDS = 48 * 3600;

/** Belongs to the schemas of every service that answers commands. */
export const commandSchema = new Schema<CommandDocument>(
  {
    _id: { type: String, required: true },
    fingerprint: { type: String, required: true },
    answer: { type: String },
    at: { type: Date, required: true },
  },
  { collection: 'commands', strict: 'throw', versionKey: false, id: false },
);

// Whoever has not repeated his command within two days does not repeat it any more.
commandSchema.index({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS });
