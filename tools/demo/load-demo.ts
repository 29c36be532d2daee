import { join } from 'node:path';
import { type RpcClient, withRpcClient } from '@crm/messaging';
import { runCommand, lastLines } from '../processes/run-command.ts';
import { repositoryRoot } from '../repository.ts';
import { onTopOf } from '../start/service-environment.ts';
import { ExpectedTrouble } from '../terminal/expected-trouble.ts';
import { generateOrganisation } from './generate/generate-organisation.ts';
import type { UserDraft } from './generate/organisation.ts';
import { type DemoPart, partOf } from './generate/part-of.ts';
import { type KnownIds, loadOrganisation } from './load/load-organisation.ts';

const SEED = 20_261_123;

/** Somebody who can sign in to the demo. */
export interface DemoUser {
  email: string;
  password: string;
  role: string;
}

export interface LoadDemoOptions {
  /** The variables of the gateway: the servers, and the key with which it signs who asks. */
  environment: Record<string, string>;
  /** Told once for each kind of record, with how many there are. */
  report: (line: string) => void;
  /** How much of it; the whole when left out. */
  part?: DemoPart;
}

/**
 * Fills running services with the demo's organisation, through their own bulk commands, and gives its users accounts.
 * Doing it again adds nothing.
 *
 * @throws ExpectedTrouble in production, whose users must not have passwords that everybody can read.
 */
export async function loadDemo({ environment, report, part = 'whole' }: LoadDemoOptions): Promise<DemoUser[]> {
  if (environment['CRM_ENV'] === 'production') {
    throw new ExpectedTrouble('The demo data belong to no production system: everybody knows the passwords.');
  }
  const today = new Date().toISOString().slice(0, 10);
  const organisation = partOf(generateOrganisation({ seed: SEED, today }), part);
  const ids = await withServices(environment, (rpc) => loadOrganisation(rpc, organisation, report));
  await openAccounts(organisation.users, ids, environment);
  return organisation.users.map(({ email, password, role }) => ({ email, password, role }));
}

const withServices = <Result>(
  environment: Record<string, string>,
  work: (rpc: RpcClient) => Promise<Result>,
): Promise<Result> =>
  withRpcClient(
    {
      url: required(environment, 'RABBITMQ_URL'),
      signingKey: JSON.parse(required(environment, 'ACTOR_SIGNING_KEY')) as object,
    },
    work,
  );

function required(environment: Record<string, string>, name: string): string {
  const value = environment[name];
  if (!value) throw new ExpectedTrouble(`The demo data cannot be loaded without ${name}.`);
  return value;
}

/** Accounts belong to the gateway, whose own command makes them. */
async function openAccounts(
  users: readonly UserDraft[],
  { employees }: KnownIds,
  environment: Record<string, string>,
): Promise<void> {
  const accounts = users.map(({ employeeKey, ...user }) => ({
    ...user,
    passwordKnown: true,
    employeeId: employees.get(employeeKey),
  }));
  const program = join(repositoryRoot, 'apps', 'gateway', 'dist', 'crm.js');
  const result = await runCommand(process.execPath, [program, 'accounts', 'load'], {
    environment: onTopOf(process.env, environment),
    input: JSON.stringify(accounts),
  });
  if (!result.succeeded) throw new ExpectedTrouble(`The demo users got no accounts:\n${lastLines(result.output, 10)}`);
}
