import { Absence, ClientCard, type ClientListItem, type Employee, type EditableRole } from '@crm/contracts';
import { accessTable, type Place, places, type RecordKind, type Records, type Row } from './access-table.ts';
import { type ApiUser, expectBody } from './api-user.ts';

const NOBODY = '0'.repeat(24);
/** So many questions are on their way at once. */
const AT_ONCE = 12;

/** What is known of the organisation under test. */
export interface World {
  readonly administrator: ApiUser;
  readonly clients: readonly ClientListItem[];
  readonly employees: readonly Employee[];
}

type RecordsByPlace = Partial<Record<Place, Records>>;

interface Trial {
  readonly route: string;
  readonly role: EditableRole;
  readonly place: Place;
  readonly expected: string;
  readonly actual: string;
}

/** Asks every route of the table as every role about every record. @returns what was not answered as the table says */
export async function contradictionsOfTable(
  askers: ReadonlyMap<EditableRole, ApiUser>,
  world: World,
): Promise<{ readonly asked: readonly Trial[]; readonly contradictions: readonly Trial[] }> {
  const finder = new RecordFinder(world);
  const trials: (() => Promise<Trial>)[] = [];
  for (const [role, user] of askers) {
    const records = await finder.seenFrom(user);
    for (const [route, row] of Object.entries(accessTable)) {
      for (const place of placesOf(row, records)) {
        const id = place === 'none' || !row.kind ? NOBODY : records[place]?.[row.kind];
        if (id !== undefined) trials.push(() => ask(user, { route, row, role, place, id }));
      }
    }
  }
  const done = await inTurns(trials);
  return { asked: done, contradictions: done.filter(({ expected, actual }) => expected !== actual) };
}

const placesOf = ({ kind, untried }: Row, records: RecordsByPlace): readonly Place[] => {
  if (untried !== undefined) return [];
  return kind ? places.filter((place) => place === 'none' || records[place]?.[kind]) : ['none'];
};

interface Asking {
  readonly route: string;
  readonly row: Row;
  readonly role: EditableRole;
  readonly place: Place;
  readonly id: string;
}

async function ask(user: ApiUser, { route, row, role, place, id }: Asking): Promise<Trial> {
  const [method = '', path = ''] = route.split(' ');
  const { address, ...question } = row.question?.(id) ?? {};
  const filled = (
    address ??
    path
      .replace('{kind}', 'employee')
      .replace('{id}', id)
      .replace(/\{\w+\}/, NOBODY)
  ).replace('employee=me', `employee=${user.me.employeeId}`);
  const { status } = await user.ask(filled, { method, ...question });
  const statuses = row.expected[role].split(' ');
  const expected = statuses[row.kind ? places.indexOf(place) : 0] ?? statuses[0] ?? '';
  return { route, role, place, expected, actual: String(status) };
}

async function inTurns(trials: readonly (() => Promise<Trial>)[]): Promise<Trial[]> {
  const left = [...trials];
  const done: Trial[] = [];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) done.push(await next());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return done;
}

/** Finds records of people by whose they are, seen from who asks. */
class RecordFinder {
  readonly #world: World;
  readonly #known = new Map<string, Promise<Records>>();
  #day = 0;

  constructor(world: World) {
    this.#world = world;
  }

  async seenFrom({ me }: ApiUser): Promise<RecordsByPlace> {
    const reached = new Set([me.departmentId, ...me.departmentIds]);
    const colleagues = this.#world.employees.filter(({ id }) => id !== me.employeeId);
    const [near, far] = [
      colleagues.filter(({ departmentId }) => reached.has(departmentId)),
      colleagues.filter(({ departmentId }) => !reached.has(departmentId)),
    ];
    const self = this.#world.employees.filter(({ id }) => id === me.employeeId);
    const [own, department, foreign] = [await this.#first(self), await this.#first(near), await this.#first(far)];
    return { ...(own && { own }), ...(department && { department }), ...(foreign && { foreign }) };
  }

  /** The records of the first of them who has some of every kind; else what the first one has. */
  async #first(people: readonly Employee[]): Promise<Records | undefined> {
    const owners = new Set(this.#world.clients.map(({ ownerId }) => ownerId));
    for (const person of people.filter(({ id, status }) => status === 'active' && owners.has(id))) {
      const records = await this.#of(person);
      if (records.client) return records;
    }
    return people[0] && this.#of(people[0]);
  }

  #of(person: Employee): Promise<Records> {
    const records = this.#known.get(person.id) ?? this.#recordsOf(person);
    this.#known.set(person.id, records);
    return records;
  }

  async #recordsOf({ id: employeeId, departmentId, positionId }: Employee): Promise<Records> {
    const absence = await this.#absenceOf(employeeId);
    const position = positionId === null ? {} : { position: positionId };
    const base = { employee: employeeId, department: departmentId, absence, ...position };
    for (const { id, ownerId } of this.#world.clients) {
      if (ownerId !== employeeId) continue;
      const card = await this.#world.administrator.get(`/clients/${id}/card`, ClientCard);
      const records = { client: id, ...ofOwner(card, employeeId) };
      if (Object.values(records).every((found) => found !== undefined)) return { ...base, ...records } as Records;
    }
    return base;
  }

  async #absenceOf(employeeId: string): Promise<string> {
    const [from, to] = [(this.#day += 1), (this.#day += 1)].map((of) => new Date(Date.UTC(2050, 0, of)).toISOString());
    const answer = await this.#world.administrator.ask('/absences', { body: { employeeId, from, to } });
    return expectBody(answer, 201, Absence).id;
  }
}

type OfClient = Exclude<RecordKind, 'client' | 'employee' | 'department' | 'position' | 'absence'>;

const ofOwner = ({ client, deals, activities }: ClientCard, owner: string): Record<OfClient, string | undefined> => ({
  'contact-person': client.contactPersons[0]?.id,
  deal: deals?.open.find(({ ownerId }) => ownerId === owner)?.id,
  activity: activities?.planned.find(({ performerId }) => performerId === owner)?.id,
  commitment: activities?.commitments.find(({ ownerId }) => ownerId === owner)?.id,
});
