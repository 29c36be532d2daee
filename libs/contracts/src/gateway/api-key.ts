import { z } from 'zod';
import { pageInput, pageOf } from '../page.ts';
import { Id, Moment } from '../primitives.ts';

const kinds = ['client', 'deal', 'activity', 'commitment'] as const;

/** What a key may do of what its owner may: read or change records of one kind, or `load` records under keys of its own. */
export const ApiKeyGrant = z
  .enum([...kinds.flatMap((kind) => [`${kind}:read`, `${kind}:change`] as const), 'load'])
  .meta({ id: 'ApiKeyGrant' });
export type ApiKeyGrant = z.output<typeof ApiKeyGrant>;

const grants = z
  .array(ApiKeyGrant)
  .min(1)
  .max(ApiKeyGrant.options.length)
  .refine((given) => new Set(given).size === given.length, 'must not repeat itself');

export const NewApiKey = z
  .strictObject({
    name: z.string().trim().min(1).max(100).describe('Which program uses it'),
    grants,
    expiresAt: Moment.describe('At most a year from now'),
    current: z.string().min(1).max(1000).describe('The password of its owner'),
  })
  .meta({ id: 'NewApiKey' });
export type NewApiKey = z.output<typeof NewApiKey>;

/** A key of a program, as its owner and administrators see it. The key itself is shown once. */
export const ApiKey = z
  .strictObject({
    id: Id,
    name: z.string(),
    beginning: z.string().describe('How the key begins, to tell it from others'),
    grants: z.array(ApiKeyGrant),
    createdAt: Moment,
    expiresAt: Moment,
    lastUsedAt: Moment.nullable().describe('To the minute'),
    lastUsedFrom: z.string().nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.output<typeof ApiKey>;

export const ApiKeyFilter = z.strictObject(pageInput);
export type ApiKeyFilter = z.output<typeof ApiKeyFilter>;

export const ApiKeyPage = pageOf(ApiKey, 'ApiKeyPage');
export type ApiKeyPage = z.output<typeof ApiKeyPage>;

export const CreatedApiKey = z
  .strictObject({ key: z.string().describe('Send it as `Authorization: Bearer crm_…`; shown once'), apiKey: ApiKey })
  .meta({ id: 'CreatedApiKey' });
export type CreatedApiKey = z.output<typeof CreatedApiKey>;
