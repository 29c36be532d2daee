import { Id } from '@crm/contracts';
import { defineJob } from '@crm/jobs';
import { z } from 'zod';
import type { ImportDocument } from './import.schema.ts';

/** Checks an uploaded set and loads it; about eight minutes of outages are borne before it is given up. */
export const runImport = defineJob({
  name: 'gateway.import',
  payload: z.strictObject({ importId: Id }),
  attempts: 9,
  backoffMs: 2_000,
});

/** A run that was lost is ordered again under another name, since Redis may still know the first one. */
export const orderOf = ({ _id, runs }: Pick<ImportDocument, '_id' | 'runs'>) => ({
  id: `import-${_id.toHexString()}-${runs}`,
});
