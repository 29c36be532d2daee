import { z } from 'zod';
import { Role } from '../actor.ts';
import { pageInput, pageOf } from '../page.ts';
import { Email, Id, Moment, Version } from '../primitives.ts';

/** Programs of ours speak for themselves without signing in. */
export const AccountRole = Role.exclude(['system']).meta({ id: 'AccountRole' });
export type AccountRole = z.output<typeof AccountRole>;

/** `invited`: the letter with the link is on its way or waits to be followed; nobody can sign in yet. */
export const AccountStatus = z.enum(['invited', 'active', 'disabled']).meta({ id: 'AccountStatus' });
export type AccountStatus = z.output<typeof AccountStatus>;

/** The right of an employee to sign in. Not the same as the employee: not everybody has one. */
export const Account = z
  .strictObject({
    id: Id,
    email: z.string(),
    employeeId: Id,
    employeeName: z.string().nullable().describe('Null while the clients service cannot be asked'),
    role: Role,
    status: AccountStatus,
    secondFactor: z.boolean().describe('Whether a code is asked for besides the password'),
    linked: z.boolean().describe('Whether its owner has signed in by the identity provider'),
    version: Version,
    createdAt: Moment,
    updatedAt: Moment,
  })
  .meta({ id: 'Account' });
export type Account = z.output<typeof Account>;

export const AccountFilter = z.strictObject({
  ...pageInput,
  search: z.string().trim().min(1).max(100).optional().describe('Beginning of the address, or of words of the name'),
  status: AccountStatus.optional(),
  role: Role.optional(),
});
export type AccountFilter = z.output<typeof AccountFilter>;

export const AccountPage = pageOf(Account, 'AccountPage');
export type AccountPage = z.output<typeof AccountPage>;

export const AccountInvitation = z
  .strictObject({ email: Email, employeeId: Id, role: AccountRole })
  .meta({ id: 'AccountInvitation' });
export type AccountInvitation = z.output<typeof AccountInvitation>;

export const AccountChange = z
  .strictObject({ role: AccountRole.optional(), status: z.enum(['active', 'disabled']).optional() })
  .refine(({ role, status }) => role !== undefined || status !== undefined, 'must change something')
  .meta({ id: 'AccountChange' });
export type AccountChange = z.output<typeof AccountChange>;

const MIN_PASSWORD = 12;
const MAX_PASSWORD = 128;

/** A password that somebody chooses: any characters. What it may not be besides is refused with a code of its own. */
export const NewPassword = z.string().min(MIN_PASSWORD).max(MAX_PASSWORD).meta({ id: 'NewPassword' });

export const PasswordChange = z
  .strictObject({ current: z.string().min(1).max(1000), password: NewPassword })
  .meta({ id: 'PasswordChange' });
export type PasswordChange = z.output<typeof PasswordChange>;

export const ResetRequest = z.strictObject({ email: Email }).meta({ id: 'ResetRequest' });
export type ResetRequest = z.output<typeof ResetRequest>;

/** The secret of a link in a letter. It stands behind the # of the address, so that no server on the way logs it. */
const LinkToken = z.string().regex(/^[\w-]{43}$/);

export const LinkQuestion = z.strictObject({ token: LinkToken }).meta({ id: 'LinkQuestion' });
export type LinkQuestion = z.output<typeof LinkQuestion>;

export const AccountLink = z
  .strictObject({ purpose: z.enum(['invitation', 'reset']), email: z.string(), expiresAt: Moment })
  .meta({ id: 'AccountLink' });
export type AccountLink = z.output<typeof AccountLink>;

export const PasswordByLink = z
  .strictObject({ token: LinkToken, password: NewPassword })
  .meta({ id: 'PasswordByLink' });
export type PasswordByLink = z.output<typeof PasswordByLink>;
