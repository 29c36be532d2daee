import { z } from 'zod';
import { Id, LocalizedName } from './primitives.ts';

/** One value of a dictionary that administrators define: a sector, a purpose, a reason of refusal. */
export const ClassifierValue = z
  .strictObject({
    id: Id,
    classifier: z.string(),
    code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
    name: LocalizedName,
    /** Archived values stay in old records and cannot be chosen for new ones. */
    archived: z.boolean(),
    position: z.int(),
  })
  .meta({ id: 'ClassifierValue' });
export type ClassifierValue = z.output<typeof ClassifierValue>;

/** A classifier is short by nature: it is returned whole. */
export const ClassifierValues = z.strictObject({ data: z.array(ClassifierValue) }).meta({ id: 'ClassifierValues' });
