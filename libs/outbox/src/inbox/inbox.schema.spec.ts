import { DEAD_LETTERS_KEPT_MS } from '@crm/messaging';
import type { Schema } from 'mongoose';
import { outboxSchema } from '../outbox-row.ts';
import { inboxSchema } from './inbox.schema.ts';

const keptMs = (schema: Schema): number =>
  1000 * Math.max(...schema.indexes().map(([, { expireAfterSeconds = 0 }]) => expireAfterSeconds));

describe('the inbox', () => {
  it('knows what has taken effect for longer than it can come again from the outbox or from the dead letters', () => {
    expect(keptMs(inboxSchema as Schema)).toBeGreaterThan(keptMs(outboxSchema as Schema) + DEAD_LETTERS_KEPT_MS);
  });
});
