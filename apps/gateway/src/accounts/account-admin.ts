import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { systemActor } from '@crm/access';
import { Email, Id, loadStaff, NewPassword, Role } from '@crm/contracts';
import type { RpcClient } from '@crm/messaging';
import type { Transaction } from '@crm/persistence';
import type { SecurityJournal } from '../audit/security-journal.ts';
import type { AccountRepository, NewAccount } from '../auth/account.repository.ts';
import { hashPassword } from '../auth/password.ts';
import { requireGoodPassword } from '../auth/password-rules.ts';
import type { SecondFactorRepository } from '../auth/second-factor/second-factor.repository.ts';
import type { SessionRepository } from '../auth/session.repository.ts';

/** 120 bits that nobody guesses. */
const newPassword = (): string => randomBytes(15).toString('base64url');

/** What an operator gives by hand is held to the same length as what people choose. */
export const Password = NewPassword;

/** The programs of ours speak for themselves without signing in. */
const PersonRole = Role.exclude(['system']);

/** Demo data say so of theirs; the gateway warns of them. */
const passwordKnown = z.boolean().default(false);

export const AccountRows = z
  .array(z.strictObject({ email: Email, password: Password, passwordKnown, role: PersonRole, employeeId: Id }))
  .max(10_000);

export interface Administrator {
  readonly email: string;
  readonly name: string;
  /** Made by chance unless given. */
  readonly password?: string | undefined;
}

export interface Registry {
  readonly transaction: Transaction;
  readonly journal: SecurityJournal;
  readonly accounts: AccountRepository;
  readonly secondFactors: SecondFactorRepository;
  readonly sessions: SessionRepository;
  readonly rpc: RpcClient;
}

const management = { externalId: 'management', name: 'Management' };

/** Makes the administrator an employee too: whoever acts in the system is somebody who works here. */
async function employ({ rpc }: Registry, { email, name }: Administrator): Promise<string> {
  const employee = { externalId: `admin:${email}`, name, email, departmentExternalId: management.externalId };
  const staff = { departments: [management], employees: [employee] };
  const loaded = await rpc.call(loadStaff, staff, { actor: systemActor });
  const [row] = loaded.employees.rows;
  if (!row) throw new Error('The clients service returned no employee');
  return row.id;
}

/**
 * Gives an administrator an account. One that is there already gets the new password and the role, so that the command
 * can be repeated, and helps whoever has lost his password or the telephone with his codes.
 *
 * @returns what to tell the operator; with the password, once, when it was made by chance.
 * @throws DomainError `password.common`, `password.contains_email`
 */
export async function createAdministrator(registry: Registry, administrator: Administrator) {
  const { email, password = newPassword() } = administrator;
  requireGoodPassword(password, email);
  const employeeId = await employ(registry, administrator);
  const passwordHash = await hashPassword(password);
  const account = { email, passwordHash, role: 'administrator', employeeId } as const;
  const isNew = await registry.accounts.add(account, new Date());
  if (!isNew) await takeOver(registry, account);
  return { email, role: account.role, ...(administrator.password === undefined && { password }) };
}

function takeOver(registry: Registry, account: NewAccount): Promise<void> {
  const { accounts, secondFactors, sessions, journal } = registry;
  return registry.transaction.run(async () => {
    await accounts.replace(account, new Date());
    const accountId = (await accounts.findByEmail(account.email))?._id.toHexString();
    if (accountId === undefined || !(await secondFactors.remove(accountId))) return;
    await sessions.forgetOwnFactor(accountId);
    await journal.happened('second-factor-reset', accountId);
  });
}

/** Adds the accounts whose addresses have none yet; the others stay as they are. */
export async function loadAccounts({ accounts }: Pick<Registry, 'accounts'>, rows: z.output<typeof AccountRows>) {
  let created = 0;
  for (const { password, ...row } of rows) {
    if (await accounts.exists(row.email)) continue;
    if (await accounts.add({ ...row, passwordHash: await hashPassword(password) }, new Date())) created += 1;
  }
  return { created, kept: rows.length - created };
}
