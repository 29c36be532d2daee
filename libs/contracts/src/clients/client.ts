import { z } from 'zod';
import { marked } from '../actor.ts';
import { DecimalAmount } from '../money.ts';
import { Day, Email, FreeText, Id, Line, Moment, Phone, Version } from '../primitives.ts';

export const ClientKind = z.enum(['organisation', 'person']).meta({ id: 'ClientKind' });

/** A prospect has bought nothing yet; a customer has. */
export const LifecycleStatus = z.enum(['prospect', 'customer']).meta({ id: 'LifecycleStatus' });

/** Facts of an organisation. */
export const OrganisationFacts = z
  .strictObject({
    taxId: z
      .string()
      .regex(/^\d{10}(?:\d{2})?$/, 'must be 10 or 12 digits')
      .optional(),
    foundedIn: z.int().min(1000).max(2200).optional().describe('Year'),
    employeeCount: z.int().min(0).optional(),
    annualRevenueMillions: DecimalAmount.optional().describe('Millions of the currency of the books'),
  })
  .meta({ id: 'OrganisationFacts' });

/** Personal facts of a client who is a private person. */
export const PersonFacts = z.strictObject({ birthday: Day.optional() }).meta({ id: 'PersonFacts' });

const facts = {
  name: Line(200),
  lifecycleStatus: LifecycleStatus,
  parentId: Id.nullable().describe('The organisation that this one is a subsidiary of'),
  sectorId: Id.nullable(),
  regionId: Id.nullable(),
  sourceId: Id.nullable().describe('How the client learned of us'),
  phones: z.array(Phone).max(10),
  emails: z.array(Email).max(10),
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable(),
  address: z.string().trim().max(500).nullable(),
  note: FreeText.nullable(),
  organisation: OrganisationFacts.nullable(),
  person: PersonFacts.nullable(),
};

/** A party that we sell to, potential or existing: an organisation or a private person. */
export const Client = z
  .strictObject({
    id: Id,
    kind: ClientKind,
    ...facts,
    ownerId: Id.describe('The employee who is answerable for the client'),
    departmentId: Id.describe("The owner's department"),
    version: Version,
    createdAt: Moment,
    updatedAt: Moment,
  })
  .meta({ id: 'Client' });
export type Client = z.output<typeof Client>;

/** What a new client is made of. The owner is the one who creates it unless another is named. */
export const NewClient = z
  .strictObject({
    kind: ClientKind,
    name: facts.name,
    lifecycleStatus: facts.lifecycleStatus.default('prospect'),
    parentId: facts.parentId.default(null),
    sectorId: facts.sectorId.default(null),
    regionId: facts.regionId.default(null),
    sourceId: facts.sourceId.default(null),
    phones: facts.phones.default([]),
    emails: facts.emails.default([]),
    website: facts.website.default(null),
    address: facts.address.default(null),
    note: facts.note.default(null),
    organisation: facts.organisation.default(null),
    person: facts.person.default(null),
    ownerId: Id.optional(),
  })
  .meta({ id: 'NewClient' });
export type NewClient = z.output<typeof NewClient>;

/** A merge patch: what is absent stays as it is. */
export const ClientChange = z.strictObject(facts).partial().meta({ id: 'ClientChange' });
export type ClientChange = z.output<typeof ClientChange>;

/** A client as it stands in a list. */
export const ClientListItem = Client.pick({
  id: true,
  kind: true,
  name: true,
  lifecycleStatus: true,
  parentId: true,
  sectorId: true,
  regionId: true,
  ownerId: true,
  phones: true,
  emails: true,
  version: true,
  updatedAt: true,
})
  .extend(marked)
  .meta({ id: 'ClientListItem' });
export type ClientListItem = z.output<typeof ClientListItem>;
