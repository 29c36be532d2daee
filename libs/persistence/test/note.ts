import { newId, recordSchema, toObjectId, type StoredRecord } from '../src/index.ts';

/** The simplest record, for the tests of this library. */
export interface Note extends StoredRecord {
  readonly text: string;
  readonly rank?: number | string | Date | null;
  readonly tags?: Record<string, unknown>;
}

export const noteSchema = recordSchema<Note>(
  { text: { type: String, required: true }, rank: {}, tags: { type: Object } },
  { collection: 'notes' },
);
noteSchema.index({ rank: 1, _id: 1 });

const moment = new Date('2026-01-01T00:00:00Z');

export const aNote = (given: Partial<Note> = {}): Note => ({
  _id: toObjectId(newId()),
  version: 1,
  createdAt: moment,
  updatedAt: moment,
  text: 'note',
  ...given,
});
