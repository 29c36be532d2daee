import { setTimeout as pause } from 'node:timers/promises';
import { Binary, type Document, MongoClient, ObjectId } from 'mongodb';

/** What a portfolio consists of, by the service that keeps it. */
const collections = {
  clients: ['clients', 'contact-persons', 'card-sections'],
  deals: ['known-clients', 'deals', 'card-sections'],
  activities: ['known-clients', 'activities', 'card-sections'],
} as const;

type Service = keyof typeof collections;
const services = Object.keys(collections) as Service[];

/** Rows of one message to MongoDB. */
const BATCH = 2_000;
const ID_LENGTH = 24;
/** The index that no collection is without. */
const OF_IDS = '_id_';

export interface Multiplying {
  readonly mongodbUri: string;
  readonly databasePrefix: string;
  /** How many clients were loaded through the services. */
  readonly seed: number;
  /** How many there are to be for each of these, itself among them. */
  readonly times: number;
  readonly report: (line: string) => void;
}

/**
 * Puts copies of what the services have stored beside it, with ids of their own that refer to one another as the first ones do,
 * sections of the card among them. It is as if the services had stored them: but for the audit and the events, of which no card knows.
 *
 * @returns the ids of all clients.
 */
export async function multiply({ mongodbUri, databasePrefix, ...plan }: Multiplying): Promise<string[]> {
  const mongo = await MongoClient.connect(mongodbUri, { writeConcern: { w: 1 } });
  try {
    const rowsOf = (service: Service, name: string) => mongo.db(`${databasePrefix}_${service}`).collection(name);
    await untilKnown(plan.seed, [rowsOf('deals', 'known-clients'), rowsOf('activities', 'known-clients')]);
    const first = services.flatMap((service) => collections[service].map((name) => rowsOf(service, name)));
    const rows = await Promise.all(
      first.map(async (collection) => ({ collection, rows: await collection.find().toArray() })),
    );
    const own = new Set(rows.flatMap((kind) => kind.rows.map(({ _id }) => _id.toHexString())));
    await Promise.all(rows.map((kind) => copyAll(kind, own, plan)));
    const clients = rows.find(({ collection }) => collection.collectionName === 'clients')?.rows ?? [];
    return generations(plan).flatMap((generation) => clients.map(({ _id }) => idIn(_id, generation).toHexString()));
  } finally {
    await mongo.close();
  }
}

const generations = ({ times }: Pick<Multiplying, 'times'>): number[] =>
  Array.from({ length: times }, (_, index) => index);

interface Kind {
  readonly collection: ReturnType<ReturnType<MongoClient['db']>['collection']>;
  readonly rows: readonly Document[];
}

/** The services tell one another of clients by events, so a moment later than whoever has loaded them is answered. */
async function untilKnown(count: number, copies: readonly Kind['collection'][]): Promise<void> {
  for (const known of copies) while ((await known.countDocuments()) < count) await pause(200);
}

async function copyAll(
  kind: Kind,
  own: ReadonlySet<string>,
  plan: Pick<Multiplying, 'times' | 'report'>,
): Promise<void> {
  const indexes = (await kind.collection.indexes()).filter(({ name }) => name !== OF_IDS);
  // Made in the end they take a third of the time; should it not come to that, the next start makes them.
  if (indexes.length > 0) await kind.collection.dropIndexes();
  await copyRows(kind, own, plan);
  if (indexes.length > 0) await kind.collection.createIndexes(indexes);
}

async function copyRows(
  { collection, rows }: Kind,
  own: ReadonlySet<string>,
  { times, report }: Pick<Multiplying, 'times' | 'report'>,
): Promise<void> {
  for (const generation of generations({ times }).slice(1)) {
    const copies = rows.map((row) => copyOf(row, { generation, own }));
    for (let first = 0; first < copies.length; first += BATCH) {
      await collection.insertMany(copies.slice(first, first + BATCH), { ordered: false });
    }
    if (generation % 50 === 0) report(`  ${collection.namespace}: ${generation} of ${times}`);
  }
}

interface Copying {
  readonly generation: number;
  readonly own: ReadonlySet<string>;
}

/** Ids of the portfolio become those of its copy; who works here, stages and kinds stay the same. */
export function copyOf(row: Document, copying: Copying): Document {
  const copied = copiedValue(row, copying) as Document;
  const { externalId } = row as { readonly externalId?: unknown };
  return typeof externalId === 'string' ? { ...copied, externalId: `${externalId}-${copying.generation}` } : copied;
}

function copiedValue(value: unknown, copying: Copying): unknown {
  if (value instanceof ObjectId) return copying.own.has(value.toHexString()) ? idIn(value, copying.generation) : value;
  if (value instanceof Binary)
    return new Binary(Buffer.from(copiedText(Buffer.from(value.buffer).toString(), copying)));
  if (typeof value === 'string' && value.length >= ID_LENGTH) return copiedText(value, copying);
  if (Array.isArray(value)) return value.map((each) => copiedValue(each, copying));
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copiedValue(each, copying)]));
}

/** A section is JSON, in which ids are texts. */
const copiedText = (text: string, { own, generation }: Copying): string =>
  text.replace(/[0-9a-f]{24}/g, (id) => (own.has(id) ? idIn(new ObjectId(id), generation).toHexString() : id));

/** As if it had been made so many seconds later: a later copy comes at the end of each index of ids. */
function idIn(id: ObjectId, generation: number): ObjectId {
  const bytes = Buffer.from(id.id);
  bytes.writeUInt32BE(bytes.readUInt32BE(0) + generation, 0);
  return new ObjectId(bytes);
}
