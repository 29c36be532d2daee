import { join } from 'node:path';
import { lastLines, runCommand } from '../../tools/processes/run-command.ts';
import { repositoryRoot } from '../../tools/repository.ts';
import { onTopOf } from '../../tools/start/service-environment.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { ApiCaller } from '../load/api-caller.ts';
import type { StandingCause } from './card-history.ts';

/** Somebody who reads cards, and changes what is his. */
export interface CardUser {
  readonly name: string;
  readonly caller: ApiCaller;
  readonly role: string;
  /** Owns clients, and sees no others but those that he is shown. */
  readonly isManager: boolean;
  /** He may be shown clients of others. Who works for the load as well sees his own alone, which is judged there. */
  readonly mayBeShown: boolean;
  /** He shows with each card what his latest change was answered with, as the web page does; others rely on the servers. */
  readonly saysReadAfter: boolean;
  /** He sees every client, until that is taken from him. */
  readonly standing?: Standing;
}

export interface Standing {
  readonly by: StandingCause;
  readonly accountId: string;
}

const USERS = 50;
/** Of these, directors who lose their role or their account and get it again, and those who leave for good, one after another. */
const UNSETTLED: readonly StandingCause[] = ['role', 'account', 'employment', 'employment', 'employment', 'employment'];
const PASSWORD = 'read here and nowhere else';

/** Fifty users who are signed in: those of the organisation who read clients, of every role, and managers besides. */
export async function signInUsers(cluster: Cluster): Promise<CardUser[]> {
  const known = cluster.users.filter(({ role }) => role !== 'integration');
  const managers = Array<string>(USERS - known.length - UNSETTLED.length).fill('manager');
  const added = await addAccounts(cluster, [...managers, ...UNSETTLED.map(() => 'director')]);
  const accounts = cluster.servers.databases.client.db(cluster.databaseOf('gateway')).collection('accounts');
  const users: CardUser[] = [];
  for (const [index, user] of [...known, ...added].entries()) {
    const caller = new ApiCaller(cluster.gateways, user, index);
    await caller.signIn();
    const isManager = user.role === 'manager';
    const mayBeShown = isManager && index >= known.length;
    const by = UNSETTLED[index - USERS + UNSETTLED.length];
    const accountId = by && String((await accounts.findOne({ email: user.email }))?._id);
    const standing = by && accountId !== undefined && { standing: { by, accountId } };
    users.push({
      name: user.email,
      role: user.role,
      caller,
      isManager,
      mayBeShown,
      saysReadAfter: index % 2 === 0,
      ...standing,
    });
  }
  return users;
}

/** Lets employees sign in who have no account yet. */
async function addAccounts(cluster: Cluster, roles: readonly string[]) {
  const { client } = cluster.servers.databases;
  const taken = await client.db(cluster.databaseOf('gateway')).collection('accounts').distinct('employeeId');
  const employees = client.db(cluster.databaseOf('clients')).collection('employees');
  const free = await employees
    .find({ _id: { $nin: taken }, status: 'active' })
    .limit(roles.length)
    .toArray();
  const accounts = free.map(({ _id }, index) => ({
    ...{ email: `cards-${String(_id)}@faults.example`, password: PASSWORD, employeeId: String(_id) },
    role: roles[index] ?? 'manager',
  }));
  const program = join(repositoryRoot, 'apps', 'gateway', 'dist', 'crm.js');
  const loaded = await runCommand(process.execPath, [program, 'accounts', 'load'], {
    environment: onTopOf(process.env, { ...cluster.copiesOf('gateway')[0]?.options.variables }),
    input: JSON.stringify(accounts),
  });
  if (!loaded.succeeded) throw new Error(`The readers got no accounts:\n${lastLines(loaded.output, 10)}`);
  return accounts;
}
