import { join } from 'node:path';
import { lastLines, runCommand } from '../../tools/processes/run-command.ts';
import { repositoryRoot } from '../../tools/repository.ts';
import { onTopOf } from '../../tools/start/service-environment.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { ApiCaller } from '../load/api-caller.ts';

/** Somebody who reads cards, and changes what is his. */
export interface CardUser {
  readonly name: string;
  readonly caller: ApiCaller;
  /** Owns clients, and sees no others but those that he is shown. */
  readonly isManager: boolean;
}

const USERS = 50;
const PASSWORD = 'read here and nowhere else';

/** Fifty users who are signed in: those of the organisation who read clients, of every role, and managers besides. */
export async function signInUsers(cluster: Cluster): Promise<CardUser[]> {
  const known = cluster.users.filter(({ role }) => !['administrator', 'integration'].includes(role));
  const added = await addManagers(cluster, USERS - known.length);
  const users: CardUser[] = [];
  for (const [index, user] of [...known, ...added].entries()) {
    const caller = new ApiCaller(cluster.gateways, user, index);
    await caller.signIn();
    users.push({ name: user.email, caller, isManager: user.role === 'manager' });
  }
  return users;
}

/** Lets employees sign in who have no account yet. */
async function addManagers(cluster: Cluster, count: number) {
  const { client } = cluster.servers.databases;
  const taken = await client.db(cluster.databaseOf('gateway')).collection('accounts').distinct('employeeId');
  const employees = client.db(cluster.databaseOf('clients')).collection('employees');
  const free = await employees
    .find({ _id: { $nin: taken }, status: 'active' })
    .limit(count)
    .toArray();
  const accounts = free.map(({ _id }) => ({
    ...{ email: `cards-${String(_id)}@faults.example`, password: PASSWORD, role: 'manager', employeeId: String(_id) },
  }));
  const program = join(repositoryRoot, 'apps', 'gateway', 'dist', 'crm.js');
  const loaded = await runCommand(process.execPath, [program, 'accounts', 'load'], {
    environment: onTopOf(process.env, { ...cluster.copiesOf('gateway')[0]?.options.variables }),
    input: JSON.stringify(accounts),
  });
  if (!loaded.succeeded) throw new Error(`The readers got no accounts:\n${lastLines(loaded.output, 10)}`);
  return accounts;
}
