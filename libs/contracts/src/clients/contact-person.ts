import { z } from 'zod';
import { Day, Email, FreeText, Id, Line, Moment, Phone, Version } from '../primitives.ts';

/** The place of a contact person at a client. Someone who leaves an employer keeps the affiliation, with its end. */
export const Affiliation = z
  .strictObject({
    clientId: Id,
    position: z.string().trim().max(120).nullable().default(null).describe('Such as "Chief accountant"'),
    isPrimary: z.boolean().default(false).describe('Whom to ask for first at this client'),
    from: Day.nullable().default(null),
    to: Day.nullable().default(null),
  })
  .refine(({ from, to }) => from === null || to === null || from <= to, {
    path: ['to'],
    message: 'must not lie before `from`',
  })
  .meta({ id: 'Affiliation' });
export type Affiliation = z.output<typeof Affiliation>;

const facts = {
  name: Line(200),
  phones: z.array(Phone).max(10),
  emails: z.array(Email).max(10),
  birthday: Day.nullable(),
  note: FreeText.nullable(),
  affiliations: z.array(Affiliation).min(1).max(50),
};

/** A human whom we talk to on behalf of one or several clients. */
export const ContactPerson = z
  .strictObject({ id: Id, ...facts, version: Version, createdAt: Moment, updatedAt: Moment })
  .meta({ id: 'ContactPerson' });
export type ContactPerson = z.output<typeof ContactPerson>;

export const NewContactPerson = z
  .strictObject({
    name: facts.name,
    phones: facts.phones.default([]),
    emails: facts.emails.default([]),
    birthday: facts.birthday.default(null),
    note: facts.note.default(null),
    affiliations: facts.affiliations,
  })
  .meta({ id: 'NewContactPerson' });
export type NewContactPerson = z.output<typeof NewContactPerson>;

/** A merge patch: what is absent stays; `affiliations`, when given, replaces the whole list. */
export const ContactPersonChange = z.strictObject(facts).partial().meta({ id: 'ContactPersonChange' });
export type ContactPersonChange = z.output<typeof ContactPersonChange>;
