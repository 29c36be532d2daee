import { MongoClient, MongoServerError, type Db } from 'mongodb';

import { waitUntil } from '../../processes/wait-until.ts';
import { ExpectedTrouble } from '../../terminal/expected-trouble.ts';

const alreadyInitialized = 23;

interface ReplicaSetConfiguration {
  _id: string;
  version: number;
  members: { _id: number; host: string }[];
}

/** Makes the member on that port of 127.0.0.1 the primary of a replica set of one, also when it had another port before. */
export async function startReplicaSet(name: string, port: number, signal?: AbortSignal): Promise<void> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 10_000,
  });
  try {
    const admin = client.db('admin');
    await initiateOrMove(admin, name, `127.0.0.1:${port}`);
    const isPrimary = async (): Promise<boolean> => (await admin.command({ hello: 1 }))['isWritablePrimary'] === true;
    if (!(await waitUntil(isPrimary, { timeout: 60_000, every: 50, signal }))) {
      throw new ExpectedTrouble('MongoDB did not become the primary of its replica set within 60 s. See its log.');
    }
  } finally {
    await client.close();
  }
}

async function initiateOrMove(admin: Db, name: string, host: string): Promise<void> {
  try {
    await admin.command({ replSetInitiate: { _id: name, version: 1, members: [{ _id: 0, host }] } });
  } catch (failure) {
    if (!(failure instanceof MongoServerError) || failure.code !== alreadyInitialized) throw failure;
    await moveMember(admin, host);
  }
}

async function moveMember(admin: Db, host: string): Promise<void> {
  // The local database answers in every state of the member, also when it does not find itself in its configuration.
  const current = await admin.client.db('local').collection<ReplicaSetConfiguration>('system.replset').findOne();
  if (current === null || current.members[0]?.host === host) return;
  const members = current.members.map((member) => ({ ...member, host }));
  await admin.command({ replSetReconfig: { ...current, version: current.version + 1, members }, force: true });
}
