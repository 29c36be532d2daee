import type { MongoClient } from 'mongodb';
import { serviceNames } from '../../tools/start/service-names.ts';
import type { InboxPosition, OutboxRow } from './evidence.ts';

interface EventRow {
  readonly type: string;
  readonly aggregate: { readonly kind: string; readonly id: string };
  readonly seq: number;
  readonly relayedAt: Date | null;
}

type DatabaseOf = (service: (typeof serviceNames)[number]) => string;

/** Everything that the services have told, published or not. */
export async function readOutboxes(mongo: MongoClient, databaseOf: DatabaseOf): Promise<OutboxRow[]> {
  const rows = await Promise.all(
    serviceNames.map(async (service) => {
      const found = await mongo
        .db(databaseOf(service))
        .collection<EventRow>('outbox')
        .find({}, { readConcern: { level: 'majority' } })
        .project<EventRow>({ type: 1, aggregate: 1, seq: 1, relayedAt: 1 })
        .toArray();
      return found.map(({ type, aggregate, seq, relayedAt }) => ({
        ...{ service, record: `${aggregate.kind}:${aggregate.id}`, seq, type, relayed: relayedAt !== null },
      }));
    }),
  );
  return rows.flat();
}

/** How many events wait to be published. */
export async function countUnpublished(mongo: MongoClient, databaseOf: DatabaseOf): Promise<number> {
  const counts = serviceNames.map((service) =>
    mongo.db(databaseOf(service)).collection('outbox').countDocuments({ relayedAt: null }),
  );
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

/** How far each service has come with the events of the others. */
export async function readPositions(mongo: MongoClient, databaseOf: DatabaseOf): Promise<InboxPosition[]> {
  const positions = await Promise.all(
    serviceNames.map(async (consumer) => {
      const found = await mongo
        .db(databaseOf(consumer))
        .collection<{ _id: string; seq: number }>('inbox-positions')
        .find({}, { readConcern: { level: 'majority' } })
        .toArray();
      return found.map(({ _id, seq }) => ({ consumer, record: _id, seq }));
    }),
  );
  return positions.flat();
}
