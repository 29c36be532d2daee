import { z } from 'zod';
import { Whose } from '../actor.ts';
import { ClassifierValues } from '../classifier.ts';
import { defineCommand, defineQuery } from '../define.ts';
import { LoadResult, loadRows } from '../load.ts';
import { pageInput, pageOf } from '../page.ts';
import { ExternalId, Id, LocalizedName, Version } from '../primitives.ts';
import { Client, ClientChange, ClientKind, ClientListItem, LifecycleStatus, NewClient } from './client.ts';
import { ClientSharing, SharingStep } from './sharing.ts';
import { ContactPerson, ContactPersonChange, NewContactPerson } from './contact-person.ts';

/** Refusals that come from the fields of a client. */
const clientFieldErrors = [
  'client.parent_not_found',
  'client.parent_cycle',
  'client.parent_not_organisation',
  'classifier.value_unknown',
  'classifier.value_archived',
  'employee.not_found',
  'employee.not_active',
] as const;

/** Creates a client whose owner is the actor, unless another employee is named. */
export const createClient = defineCommand('clients.create', {
  input: NewClient,
  output: Client,
  errors: ['forbidden', ...clientFieldErrors],
});

export const getClient = defineQuery('clients.get', {
  input: z.strictObject({ clientId: Id }),
  output: Client,
  errors: ['client.not_found'],
});

/** Changes facts of a client. `expectedVersion` refuses a change that was made on an older state. */
export const changeClient = defineCommand('clients.change', {
  input: z.strictObject({ clientId: Id, expectedVersion: Version.optional(), change: ClientChange }),
  output: Client,
  errors: ['forbidden', 'client.not_found', 'version_conflict', ...clientFieldErrors],
});

/** Who works with a client and who else reads him: seen by whoever sees the client. */
export const getClientSharing = defineQuery('clients.get-sharing', {
  input: z.strictObject({ clientId: Id }),
  output: ClientSharing,
  errors: ['client.not_found'],
});

/** Takes somebody into the team of a client or out of it, shows the client to somebody or takes that back. */
export const changeClientSharing = defineCommand('clients.change-sharing', {
  input: z.strictObject({ clientId: Id, expectedVersion: Version.optional(), step: SharingStep }),
  output: ClientSharing,
  errors: [
    'forbidden',
    'client.not_found',
    'version_conflict',
    'invalid',
    'employee.not_found',
    'employee.not_active',
    'department.not_found',
  ],
});

export const ClientFilter = z.strictObject({
  ...pageInput,
  search: z.string().trim().min(1).max(100).optional().describe('Beginnings of words of the name, in any order'),
  ownerId: Id.optional(),
  whose: Whose.optional().describe('Yours, those of absent colleagues in whose place you act now, or both'),
  kind: ClientKind.optional(),
  lifecycleStatus: LifecycleStatus.optional(),
  sectorId: Id.optional(),
  regionId: Id.optional(),
  parentId: Id.optional(),
  sort: z.enum(['name', '-updatedAt']).default('name'),
});

/** The clients that the actor may see. */
export const listClients = defineQuery('clients.list', {
  input: ClientFilter,
  output: pageOf(ClientListItem, 'ClientPage'),
  errors: ['cursor_invalid'],
});

const ClientName = z.strictObject({ id: Id, name: z.string() }).meta({ id: 'ClientName' });

/** Names for records that refer to clients. Whoever may see the record may see whose it is. */
export const nameClients = defineQuery('clients.name', {
  input: z.strictObject({ ids: z.array(Id).min(1).max(200) }),
  output: z.strictObject({ data: z.array(ClientName) }),
});

/** A row of a bulk load. Sectors, regions and parents are named by what the source has: codes and external keys. */
export const ClientRow = NewClient.omit({ parentId: true, sectorId: true, regionId: true, sourceId: true }).extend({
  externalId: ExternalId,
  ownerId: Id,
  parentExternalId: ExternalId.nullable().default(null).describe('A client loaded before or in the same message'),
  sectorCode: z.string().nullable().default(null),
  regionCode: z.string().nullable().default(null),
  sourceCode: z.string().nullable().default(null),
});
export type ClientRow = z.output<typeof ClientRow>;

/** Loads many clients by the same rules as one. Known external keys are kept as they are. */
export const loadClients = defineCommand('clients.load', {
  input: z.strictObject({ rows: loadRows(ClientRow) }),
  output: LoadResult,
  errors: ['forbidden', ...clientFieldErrors],
  deadline: 30_000,
});

export const createContactPerson = defineCommand('clients.create-contact-person', {
  input: NewContactPerson,
  output: ContactPerson,
  errors: ['forbidden', 'client.not_found', 'contact_person.affiliation_repeated'],
});

/** A contact person is seen by whoever may see one of the clients that he belongs to. */
export const getContactPerson = defineQuery('clients.get-contact-person', {
  input: z.strictObject({ contactPersonId: Id }),
  output: ContactPerson,
  errors: ['contact_person.not_found'],
});

export const changeContactPerson = defineCommand('clients.change-contact-person', {
  input: z.strictObject({ contactPersonId: Id, expectedVersion: Version.optional(), change: ContactPersonChange }),
  output: ContactPerson,
  errors: [
    'forbidden',
    'contact_person.not_found',
    'client.not_found',
    'version_conflict',
    'contact_person.affiliation_repeated',
  ],
});

export const listContactPersons = defineQuery('clients.list-contact-persons', {
  input: z.strictObject({ ...pageInput, clientId: Id }),
  output: pageOf(ContactPerson, 'ContactPersonPage'),
  errors: ['client.not_found', 'cursor_invalid'],
});

export const ContactPersonRow = NewContactPerson.omit({ affiliations: true }).extend({
  externalId: ExternalId,
  affiliations: z
    .array(
      z.strictObject({
        clientExternalId: ExternalId,
        position: z.string().trim().max(120).nullable().default(null),
        isPrimary: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(50),
});
export type ContactPersonRow = z.output<typeof ContactPersonRow>;

export const loadContactPersons = defineCommand('clients.load-contact-persons', {
  input: z.strictObject({ rows: loadRows(ContactPersonRow) }),
  output: LoadResult,
  errors: ['forbidden', 'client.not_found'],
  deadline: 30_000,
});

export const ClientClassifier = z.enum(['sector', 'region', 'source']).meta({ id: 'ClientClassifier' });

export const listClientClassifier = defineQuery('clients.list-classifier', {
  input: z.strictObject({ classifier: ClientClassifier }),
  output: ClassifierValues,
});

/** Adds the values whose codes are not there yet, for administrators and imports. Returns the whole classifier. */
export const ensureClientClassifier = defineCommand('clients.ensure-classifier', {
  input: z.strictObject({
    classifier: ClientClassifier,
    values: z
      .array(z.strictObject({ code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/), name: LocalizedName }))
      .max(500),
  }),
  output: ClassifierValues,
  errors: ['forbidden'],
});

/** The part of the client card that the clients service answers for; it also decides whether the actor sees the card. */
export const ClientSection = z
  .strictObject({
    client: Client,
    parent: z.strictObject({ id: Id, name: z.string() }).nullable(),
    contactPersons: z.array(ContactPerson).max(50).describe('The first 50, primary ones first'),
    counts: z.strictObject({ contactPersons: z.int(), subsidiaries: z.int() }),
  })
  .meta({ id: 'ClientSection' });
export type ClientSection = z.output<typeof ClientSection>;

export const getClientSection = defineQuery('clients.card-section', {
  input: z.strictObject({ clientId: Id }),
  output: ClientSection,
  errors: ['client.not_found'],
});
