import { isDeepStrictEqual } from 'node:util';
import { CardSections, SectionSource } from '@crm/card-sections';
import type { mongo } from 'mongoose';
import type { ServiceContext } from './service-context.ts';

const LATEST = 20;

/** Has the service build the sections of the clients that its database has met last. */
export async function keepSections(service: ServiceContext): Promise<void> {
  const { connection } = service;
  const clients = await connection.collection('clients').find().sort({ _id: -1 }).limit(LATEST).toArray();
  const ids = new Set(clients.map(({ _id }) => String(_id)));
  for (const collection of ['deals', 'activities', 'commitments']) {
    const rows = await connection.collection(collection).find().sort({ _id: -1 }).limit(LATEST).toArray();
    for (const { clientId } of rows) if (clientId) ids.add(String(clientId));
  }
  const sections = service.get(CardSections);
  for (const id of ids) await sections.get(id);
}

interface Kept {
  readonly _id: mongo.ObjectId;
  readonly built: { readonly json: mongo.Binary; readonly mentions: readonly string[]; readonly facts: unknown };
}

/** How many sections the service keeps, and the clients for whom it keeps another than their records make now. */
export async function compareSections(service: ServiceContext): Promise<{ count: number; wrong: string[] }> {
  const source = service.module.get<SectionSource>(SectionSource, { strict: false });
  const filter = { built: { $exists: true } };
  const kept = await service.connection.collection('card-sections').find<Kept>(filter).toArray();
  const wrong: string[] = [];
  for (const { _id, built } of kept) {
    const { shown, mentions, facts } = await source.build(_id.toHexString());
    const made: unknown = JSON.parse(JSON.stringify({ shown, mentions: [...new Set(mentions)], facts }));
    const text = Buffer.from(built.json.buffer).toString();
    const stored = { shown: JSON.parse(text) as unknown, mentions: built.mentions, facts: built.facts };
    if (!isDeepStrictEqual(stored, made)) wrong.push(_id.toHexString());
  }
  return { count: kept.length, wrong };
}
