import type { Connection } from 'mongoose';

/** How the database has answered one query, as its profiler saw it. */
export interface ProfiledQuery {
  readonly op: string;
  readonly planSummary: string;
  /** Sorted in memory, instead of being read in order from an index. */
  readonly hasSortStage?: boolean;
  readonly keysExamined: number;
  readonly docsExamined: number;
  readonly nreturned: number;
}

/** Runs the work and tells how each of its queries on a collection was answered. */
export async function profiledQueries(
  connection: Connection,
  collection: string,
  work: () => Promise<unknown>,
): Promise<ProfiledQuery[]> {
  const database = connection.getClient().db(connection.name);
  await database.setProfilingLevel('off');
  await database.dropCollection('system.profile').catch(() => undefined);
  await database.setProfilingLevel('all');
  await work();
  await database.setProfilingLevel('off');
  const ns = `${connection.name}.${collection}`;
  return database
    .collection('system.profile')
    .find<ProfiledQuery>({ ns, op: { $in: ['query', 'command'] } })
    .toArray();
}
