import type { Schema } from 'mongoose';

/**
 * Refuses `save` of a loaded document. Mongoose takes its changes for stored once they have been sent: when MongoDB has
 * the transaction run again after a failed commit, nothing is sent, and the change is lost without an error (M1).
 */
export function refuseChangedDocuments(schema: Schema): void {
  schema.pre('save', function () {
    if (!this.isNew) throw new Error('A loaded document is not saved: change the record by a query (M1)');
  });
}
