import type { Connection } from 'mongoose';

export interface QueryCost {
  readonly docsExamined: number;
  readonly hasSortStage?: boolean;
}

/** What the queries of the work have cost MongoDB. */
export async function profiled(connection: Connection, work: () => Promise<unknown>): Promise<QueryCost[]> {
  await connection.db?.command({ profile: 2 });
  await work();
  await connection.db?.command({ profile: 0 });
  const profile = connection.collection<QueryCost & { op: string }>('system.profile');
  const queries = await profile.find({ op: 'query' }).toArray();
  await profile.drop();
  return queries;
}
