import Fastify from 'fastify';
import { type Document, MongoClient, ObjectId, type WithId } from 'mongodb';

/**
 * The card as one would write it by hand without any of the rest: one process, one HTTP framework, one driver, the same
 * databases, the same answer. No sign-in, no access, no services, no time limits. It is what the product's card is held
 * against.
 */

const { MONGODB_URI = '', CRM_DATABASE_PREFIX = 'crm', PORT = '0' } = process.env;

const mongo = await MongoClient.connect(MONGODB_URI, { maxPoolSize: 50 });
const database = (service: string) => mongo.db(`${CRM_DATABASE_PREFIX}_${service}`);
const clients = database('clients').collection('clients');
const contactPersons = database('clients').collection('contact-persons');
const deals = database('deals').collection('deals');
const activities = database('activities').collection('activities');
const commitments = database('activities').collection('commitments');

const names = new Map(
  (await database('clients').collection('employees').find().project({ name: 1 }).toArray()).map((employee) => [
    String(employee._id),
    String(employee['name']),
  ]),
);

/** A stored record as JSON shows it: `_id` is `id`, and what only the store needs is left out. */
function shown({
  _id,
  words: _words,
  sortName: _sortName,
  externalId: _externalId,
  readers: _readers,
  team: _team,
  grants: _grants,
  placeHolds: _placeHolds,
  ...rest
}: WithId<Document>): Document {
  return { id: _id, ...rest };
}

function activityItem(record: WithId<Document>): Document {
  const {
    at: _at,
    departmentId: _departmentId,
    recordedById: _recordedById,
    privateTo: _privateTo,
    madeOnBehalf: _madeOnBehalf,
    createdAt: _createdAt,
    ...item
  } = shown(record);
  return item;
}

function dealItem(record: WithId<Document>): Document {
  const {
    departmentId: _departmentId,
    stageHistory: _stageHistory,
    note: _note,
    lostReasonId: _lostReasonId,
    lostComment: _lostComment,
    madeOnBehalf: _madeOnBehalf,
    createdAt: _createdAt,
    ...item
  } = shown(record);
  const { amount, currency } = item['amount'] as { amount: unknown; currency: string };
  return { ...item, amount: { amount: String(amount), currency } };
}

const isOf = (clientId: unknown, primaryOf: ObjectId[]): boolean =>
  primaryOf.some((id) => id.equals(clientId as ObjectId));

/** Contact persons as the card shows them: whom to ask for first stands first. */
function shownPersons(persons: WithId<Document>[], clientId: ObjectId): Document[] {
  const marked = persons.map((person) => {
    const { primaryOf, affiliations, ...rest } = shown(person);
    const places = (affiliations as Document[]).map((place) => ({
      ...place,
      isPrimary: isOf(place['clientId'], primaryOf as ObjectId[]),
    }));
    return { first: isOf(clientId, primaryOf as ObjectId[]), person: { ...rest, affiliations: places } };
  });
  return marked.toSorted((a, b) => Number(b.first) - Number(a.first)).map(({ person }) => person);
}

async function clientSection(clientId: ObjectId) {
  const [client, persons, personCount, subsidiaries] = await Promise.all([
    clients.findOne({ _id: clientId }),
    contactPersons.find({ 'affiliations.clientId': clientId }).sort({ sortName: 1, _id: 1 }).limit(50).toArray(),
    contactPersons.countDocuments({ 'affiliations.clientId': clientId }),
    clients.countDocuments({ parentId: clientId }),
  ]);
  if (!client) return undefined;
  const parentId: unknown = client['parentId'];
  const parent =
    parentId instanceof ObjectId ? await clients.findOne({ _id: parentId }, { projection: { name: 1 } }) : null;
  return {
    client: shown(client),
    parent: parent && { id: parent._id, name: String(parent['name']) },
    contactPersons: shownPersons(persons, clientId),
    counts: { contactPersons: personCount, subsidiaries },
  };
}

async function dealsSection(clientId: ObjectId) {
  const [open, openCount, won, lost] = await Promise.all([
    deals.find({ clientId, status: 'open' }).sort({ updatedAt: -1, _id: -1 }).limit(50).toArray(),
    deals.countDocuments({ clientId, status: 'open' }),
    deals.countDocuments({ clientId, status: 'won' }),
    deals.countDocuments({ clientId, status: 'lost' }),
  ]);
  return { open: open.map(dealItem), counts: { open: openCount, won, lost } };
}

async function activitiesSection(clientId: ObjectId) {
  const list = (status: string, direction: 1 | -1) =>
    activities.find({ clientId, status }).sort({ at: direction, _id: direction }).limit(20).toArray();
  const count = (status: string) => activities.countDocuments({ clientId, status });
  const [planned, completed, promises, plannedCount, completedCount, openCommitments] = await Promise.all([
    list('planned', 1),
    list('completed', -1),
    commitments.find({ clientId, status: 'open' }).sort({ dueOn: 1, _id: 1 }).limit(20).toArray(),
    count('planned'),
    count('completed'),
    commitments.countDocuments({ clientId, status: 'open' }),
  ]);
  return {
    planned: planned.map(activityItem),
    completed: completed.map(activityItem),
    commitments: promises.map(shown),
    counts: { planned: plannedCount, completed: completedCount, openCommitments },
  };
}

const server = Fastify();

server.get<{ Params: { id: string } }>('/api/v1/clients/:id/card', async ({ params }, reply) => {
  const clientId = new ObjectId(params.id);
  const [client, dealsPart, activitiesPart] = await Promise.all([
    clientSection(clientId),
    dealsSection(clientId),
    activitiesSection(clientId),
  ]);
  if (!client) return reply.code(404).send();
  const mentioned = [
    client.client['ownerId'],
    ...dealsPart.open.map((deal) => deal['ownerId'] as unknown),
    ...[...activitiesPart.planned, ...activitiesPart.completed].map((activity) => activity['performerId'] as unknown),
    ...activitiesPart.commitments.map((commitment) => commitment['ownerId'] as unknown),
  ].map(String);
  const employees = Object.fromEntries(mentioned.map((id) => [id, names.get(id) ?? '']));
  return { client, deals: dealsPart, activities: activitiesPart, employees, missing: [] };
});

const url = await server.listen({ host: '127.0.0.1', port: Number(PORT) });
process.send?.({ url });
process.once('SIGTERM', () => {
  void server.close().then(() => mongo.close());
});
