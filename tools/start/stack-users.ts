import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Somebody who can sign in to a development stack. */
export interface StackUser {
  email: string;
  password: string;
  role: string;
}

/** The users that an earlier start has written down; undefined when it did not come so far. */
export function readUsers(file: string): StackUser[] | undefined {
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as StackUser[];
}

/** Written when everything about them is in the databases, readable for the owner alone. */
export function writeUsers(file: string, users: StackUser[]): void {
  writeFileSync(file, JSON.stringify(users, null, 2), { mode: 0o600 });
}
