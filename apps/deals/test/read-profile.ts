import type { Connection } from 'mongoose';

/** How MongoDB answered one read. */
export interface ReadProfile {
  readonly planSummary: string;
  readonly keysExamined: number;
  readonly docsExamined: number;
  readonly hasSortStage: boolean;
}

/** The reads that the work causes in a collection, as the server itself reports them. */
export async function profileReads(
  connection: Connection,
  collection: string,
  work: () => Promise<unknown>,
): Promise<ReadProfile[]> {
  const db = connection.db!;
  await db.command({ profile: 2 });
  const before = await db.collection('system.profile').countDocuments();
  await work();
  await db.command({ profile: 0 });
  const reads = await db.collection('system.profile').find().skip(before).toArray();
  return reads
    .filter(({ ns, planSummary }) => ns === `${db.databaseName}.${collection}` && planSummary !== undefined)
    .map(({ planSummary, keysExamined, docsExamined, hasSortStage }) => ({
      planSummary: String(planSummary),
      keysExamined: Number(keysExamined),
      docsExamined: Number(docsExamined),
      hasSortStage: hasSortStage === true,
    }));
}
