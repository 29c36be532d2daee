import { type Document, MongoClient } from 'mongodb';
import type { RunningStack } from '../../tools/start/running-stack.ts';
import type { Target } from '../measuring/measure.ts';

/** How MongoDB has read one page. */
export interface PageRead {
  readonly target: string;
  readonly index: string;
  readonly documents: number;
}

/** Whoever reaches many departments reads from the index of the order, past what belongs to others: of ten some nine. */
const MOST_DOCUMENTS = 1_000;

/**
 * Asks for the page once for each reader and looks up in the profile of MongoDB how it was read.
 *
 * @throws Error when a page is not read from an index in order: then its time is not worth measuring.
 */
export async function readsOfPages(stack: RunningStack, targets: readonly Target[], path: string): Promise<PageRead[]> {
  const { MONGODB_URI = '', CRM_DATABASE_PREFIX = 'crm' } = stack.variables.clients;
  const mongo = await MongoClient.connect(MONGODB_URI);
  try {
    const database = mongo.db(`${CRM_DATABASE_PREFIX}_clients`);
    const reads: PageRead[] = [];
    for (const target of targets) {
      await database.command({ profile: 2 });
      const reply = await fetch(`${target.url}${path}`, { headers: target.headers });
      if (!reply.ok) throw new Error(`${target.name}: ${await reply.text()}`);
      await database.command({ profile: 0 });
      const found = await database
        .collection('system.profile')
        .find({ op: 'query', 'command.find': 'clients' })
        .toArray();
      await database.dropCollection('system.profile');
      reads.push(readOf(target.name, found));
    }
    return reads;
  } finally {
    await mongo.close();
  }
}

function readOf(target: string, found: readonly Document[]): PageRead {
  const documents = found.reduce((sum, read) => sum + Number(read['docsExamined']), 0);
  const plans = found.map((read) => String(read['planSummary']));
  const isInOrder = found.every((read) => read['hasSortStage'] !== true);
  const isByIndex = plans.length > 0 && plans.every((plan) => plan.startsWith('IXSCAN'));
  if (!isByIndex || !isInOrder || documents > MOST_DOCUMENTS) {
    throw new Error(`${target}: the page is read by ${plans.join()}, ${documents} documents, in order: ${isInOrder}`);
  }
  // Of many departments the plan names the same index as often.
  const index = plans[0]?.match(/\{[^}]*\}/)?.[0] ?? '';
  return { target, index, documents };
}
