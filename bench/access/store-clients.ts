import { type Collection, type Document, MongoClient, ObjectId, type WithId } from 'mongodb';
import type { RunningStack } from '../../tools/start/running-stack.ts';
import type { Colleague } from '../loading/colleagues.ts';
import { clientKey, clientName } from './organisation.ts';

const BATCH = 5_000;
/** Batches on their way at once: MongoDB is busy with two, and more only wait in memory. */
const IN_FLIGHT = 2;

interface Portfolio {
  /** Client number 0, which the service itself has loaded: the others are stored in its form. */
  readonly first: string;
  readonly count: number;
  readonly ownerOf: (index: number) => Colleague;
  readonly report: (line: string) => void;
}

/**
 * Stores clients straight into the collection of the clients service, past its rules, events and audit: a million of them in
 * minutes. Without indexes while they come in, which are built in one go afterwards, each from sorted keys.
 */
export async function storeClients(stack: RunningStack, portfolio: Portfolio): Promise<void> {
  const { MONGODB_URI = '', CRM_DATABASE_PREFIX = 'crm' } = stack.variables.clients;
  const mongo = await MongoClient.connect(MONGODB_URI);
  try {
    const clients = mongo.db(`${CRM_DATABASE_PREFIX}_clients`).collection('clients');
    const first = await clients.findOne({ _id: new ObjectId(portfolio.first) });
    if (!first) throw new Error('The service has stored no client that others could be made after');
    await withoutIndexes(clients, portfolio.report, () => insertAll(clients, first, portfolio));
  } finally {
    await mongo.close();
  }
}

async function withoutIndexes(
  clients: Collection,
  report: (line: string) => void,
  work: () => Promise<void>,
): Promise<void> {
  const indexes = (await clients.indexes()).filter(({ name }) => name !== '_id_');
  await clients.dropIndexes();
  // What an earlier load has left when it was broken off.
  await clients.deleteMany({ externalId: { $gt: clientKey(0), $lt: `${clientKey(0)}~` } });
  await work();
  const started = performance.now();
  await clients.createIndexes(indexes.map(({ v: _version, ...index }) => index as never));
  report(`  ${indexes.length} indexes of clients: ${secondsSince(started)} s`);
}

async function insertAll(clients: Collection, first: WithId<Document>, portfolio: Portfolio): Promise<void> {
  const { count, ownerOf, report } = portfolio;
  const started = performance.now();
  let next = 1;
  let done = 1;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const from = next;
      next = Math.min(count, from + BATCH);
      const indexes = Array.from({ length: next - from }, (_, offset) => from + offset);
      const documents = indexes.map((index) => like(first, index, ownerOf(index)));
      await clients.insertMany(documents, { ordered: false, writeConcern: { w: 1, journal: false } });
      done += indexes.length;
      if (Math.floor(done / 100_000) > Math.floor((done - indexes.length) / 100_000)) {
        report(`  clients: ${done} of ${count}, ${secondsSince(started)} s, ${residentMegabytes()} MB here`);
      }
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

/** Names in lower case, as lists are ordered by; the last change of each lies a second before that of the next. */
function like(first: WithId<Document>, index: number, { id, departmentId }: Colleague): Document {
  const name = clientName(index);
  const sortName = name.toLowerCase();
  const updatedAt = new Date((first['updatedAt'] as Date).getTime() + index * 1_000);
  const [ownerId, department] = [new ObjectId(id), new ObjectId(departmentId)];
  return {
    ...first,
    _id: new ObjectId(),
    externalId: clientKey(index),
    name,
    sortName,
    words: [...new Set(sortName.split(' '))],
    ownerId,
    departmentId: department,
    readers: [ownerId, department],
    updatedAt,
  };
}

const secondsSince = (started: number): string => ((performance.now() - started) / 1_000).toFixed(0);
const residentMegabytes = (): string => (process.memoryUsage.rss() / 1024 / 1024).toFixed(0);
