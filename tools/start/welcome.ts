import { relative } from 'node:path';

import { seconds } from '../terminal/progress.ts';
import type { RunningStack } from './running-stack.ts';
import type { StackUser } from './stack-users.ts';

export interface WelcomeOptions {
  demo: boolean;
  logDirectory: string;
  mailDirectory: string;
  /** Milliseconds from the command to here. */
  took: number;
}

/** What stands on the screen once everything runs. */
export function welcome(stack: RunningStack, options: WelcomeOptions): string {
  const { demo, logDirectory, mailDirectory, took } = options;
  return `
The CRM is ready in ${seconds(took)}.

  Page      ${stack.gatewayUrl}
  API       ${stack.gatewayUrl}/api/v1 (described at /api/v1/openapi.json)
  Logs      ${relative(process.cwd(), logDirectory)}/<service>.log
  Mail      ${relative(process.cwd(), mailDirectory)}/*.eml (letters to employees; nothing is delivered)

${signIn(stack, demo)}

Ctrl-C stops everything.`;
}

function signIn({ users, isNew }: RunningStack, demo: boolean): string {
  if (demo) return `  Sign in as\n${table(users)}`;
  if (isNew) return `  Sign in as (the password is shown this once)\n${table(users)}`;
  return `  Sign in as ${users[0]?.email ?? ''}; while this runs, the password stands in .crm/running.json`;
}

function table(users: StackUser[]): string {
  const widest = (of: (user: StackUser) => string): number => Math.max(0, ...users.map((user) => of(user).length));
  const [role, email] = [widest((user) => user.role), widest((user) => user.email)];
  return users.map((user) => `    ${user.role.padEnd(role)}  ${user.email.padEnd(email)}  ${user.password}`).join('\n');
}
