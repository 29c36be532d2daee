import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClientCard } from '@crm/contracts';
import type { Random } from '../../tools/demo/generate/random.ts';
import type { Answer, ApiCaller, Question } from '../load/api-caller.ts';
import { outcomeOf } from '../load/outcome.ts';
import { settle } from '../scenarios/settle.ts';
import type { AccessChange, CardHistory, CardPart, CardRead, CardWrite } from './card-history.ts';
import type { CardUser } from './card-users.ts';

/** A client with one record of each kind that is changed over and over, and whoever changes them. */
interface Portfolio {
  readonly owner: CardUser;
  readonly clientId: string;
  readonly paths: Readonly<Record<CardPart, string>>;
  /** Employees who are shown the client at this moment. */
  readonly shownTo: Set<string>;
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Whoever gets no card asks for the next one a little later. */
const UNANSWERED_PAUSE_MS = 500;
/** He does not try so often that he would be taken for somebody who guesses passwords. */
const NOT_LET_IN_PAUSE_MS = 3_000;
/** Changes of his that a user shows with the question for a card; the gateway passes over those of long ago. */
const SHOWN = 5;
const PARTS: readonly CardPart[] = ['client', 'deals', 'activities'];
const changes: Readonly<Record<CardPart, (text: string) => unknown>> = {
  client: (note) => ({ note }),
  deals: (note) => ({ note }),
  activities: (content) => ({ content }),
};

interface Work {
  readonly portfolios: readonly Portfolio[];
  readonly isOver: () => boolean;
  readonly random: Random;
}

/** What is written down of an answer besides who has asked whom when. */
type Facts =
  | Pick<CardWrite, 'type' | 'part' | 'version'>
  | Pick<AccessChange, 'type' | 'granted'>
  | Pick<CardRead, 'type' | 'shown' | 'foreignSecrets'>;

export interface CardLoadOptions {
  readonly users: readonly CardUser[];
  /** Reads and writes in all. */
  readonly operations: number;
  readonly random: Random;
  /** Name of the round, which the records carry. */
  readonly round: string;
  readonly note: (text: string) => void;
}

/** Reads cards, changes what stands on them and who sees them, each user one after the other, all users at once. */
export class CardLoad {
  readonly #options: CardLoadOptions;
  readonly #entries: CardHistory['entries'][number][] = [];
  readonly #unanswered: Record<string, number> = {};
  readonly #portfolios = new Map<CardUser, Portfolio>();
  #left: number;

  constructor(options: CardLoadOptions) {
    this.#options = options;
    this.#left = options.operations;
  }

  /** Without what others than the load have done. */
  get history(): Omit<CardHistory, 'failures'> {
    const { users } = this.#options;
    const owned = Array.from(this.#portfolios.values(), ({ clientId, owner }) => [clientId, owner.name] as const);
    const seesMore = new Set(
      users.filter(({ isManager, standing }) => !isManager && !standing).map(({ name }) => name),
    );
    return { entries: this.#entries, owners: new Map(owned), seesMore, unanswered: this.#unanswered };
  }

  /** Gives each manager a client with a deal, a task that all see, and one that is private. */
  async prepare(): Promise<void> {
    const { users, round } = this.#options;
    for (const user of users.filter(({ isManager }) => isManager)) {
      const create = (path: string, body: object) => this.#create(user, path, body);
      const client = await create('/clients', { kind: 'organisation', name: `Read ${round} ${user.name}` });
      const amount = { amount: '1.00', currency: 'RUB' };
      const deal = await create('/deals', { title: 'Read', clientId: client.id, amount });
      const task = { type: 'task', subject: 'Read', clientId: client.id, plannedAt: '2099-01-01T09:00:00.000Z' };
      const seen = await create('/activities', task);
      await create('/activities', { ...task, private: true });
      this.#portfolios.set(user, {
        ...{ owner: user, clientId: client.id, shownTo: new Set() },
        paths: { client: `/clients/${client.id}`, deals: `/deals/${deal.id}`, activities: `/activities/${seen.id}` },
      });
    }
  }

  /** @returns how many operations there were before the time was over. */
  async run(minutes: number): Promise<number> {
    const { users, random, operations } = this.#options;
    const portfolios = [...this.#portfolios.values()];
    const end = performance.now() + minutes * 60_000;
    const isOver = (): boolean => performance.now() >= end;
    await Promise.all(users.map((user) => this.#work(user, { portfolios, isOver, random: random.branch(user.name) })));
    return operations - this.#left;
  }

  async #work(user: CardUser, { portfolios, isOver, random }: Work): Promise<void> {
    const own = this.#portfolios.get(user);
    const changed: string[] = [];
    while (this.#left > 0 && !isOver()) {
      this.#left -= 1;
      if (this.#left % 10_000 === 0) this.#options.note(`${this.#left} operations to go`);
      const choice = random.between(0, 99);
      if (own && choice < 12) changed.push(await this.#change(own, random.pick(PARTS)));
      else if (own && choice < 20) changed.push(await this.#show(own, random));
      else await this.#read(user, own && choice < 50 ? own : random.pick(portfolios), changed.slice(-SHOWN));
    }
  }

  async #change({ owner, clientId, paths }: Portfolio, part: CardPart): Promise<string> {
    const sentAt = performance.now();
    const answer = await this.#settle(owner, { method: 'PATCH', path: paths[part], body: changes[part](randomUUID()) });
    const { version } = answer.body as Versioned;
    this.#note({ type: 'write', part, version }, { user: owner.name, client: clientId, sentAt });
    return readAfterOf(answer);
  }

  /** Shows the client to somebody, or to somebody no more who is shown him. */
  async #show({ owner, clientId, paths, shownTo }: Portfolio, random: Random): Promise<string> {
    const others = this.#options.users.filter((user) => user !== owner && user.mayBeShown);
    const user = random.pick(others);
    const { employeeId } = user.caller;
    const granted = !shownTo.has(employeeId);
    const path = `${paths.client}/grants`;
    const question: Question = granted
      ? { method: 'POST', path, body: { kind: 'employee', id: employeeId } }
      : { method: 'DELETE', path: `${path}/employee/${employeeId}` };
    const sentAt = performance.now();
    const answer = await this.#settle(owner, question);
    if (granted) shownTo.add(employeeId);
    else shownTo.delete(employeeId);
    this.#note({ type: 'access', granted }, { user: user.name, client: clientId, sentAt });
    const { version } = answer.body as Versioned;
    this.#note({ type: 'write', part: 'client', version }, { user: owner.name, client: clientId, sentAt });
    return readAfterOf(answer);
  }

  async #read(user: CardUser, { clientId, paths }: Portfolio, changed: readonly string[]): Promise<void> {
    const sentAt = performance.now();
    const headers = changed.length === 0 || !user.saysReadAfter ? {} : { 'x-read-after': changed.join() };
    const question = { method: 'GET', path: `${paths.client}/card`, headers } as const;
    const { status, body } = await askAs(user, question);
    if (status !== 200 && status !== 404) {
      this.#unanswered[String(status)] = (this.#unanswered[String(status)] ?? 0) + 1;
      await pause(UNANSWERED_PAUSE_MS);
      return;
    }
    const card = status === 200 ? (body as ClientCard) : null;
    const found = { shown: card && versionsOn(card, paths), foreignSecrets: secretsOn(card, user.caller.employeeId) };
    this.#note({ type: 'read', ...found }, { user: user.name, client: clientId, sentAt });
  }

  #note(facts: Facts, asked: Pick<CardRead, 'user' | 'client' | 'sentAt'>): void {
    this.#entries.push({ ...facts, ...asked, answeredAt: performance.now() });
  }

  async #create(user: CardUser, path: string, body: object): Promise<Versioned> {
    return (await this.#settle(user, { method: 'POST', path, body })).body as Versioned;
  }

  /** Asks until it is known that it is done. */
  async #settle({ caller }: CardUser, question: Question): Promise<Answer> {
    const answer = await settle(caller, { ...question, headers: { 'idempotency-key': randomUUID() } });
    if (outcomeOf(answer) === 'done') return answer;
    throw new Error(`${question.method} ${question.path}: ${answer.status} ${answer.code}`);
  }
}

function readAfterOf({ readAfter }: Answer): string {
  if (readAfter === undefined) throw new Error('A change was answered without what its maker shows to see it');
  return readAfter;
}

/** Who has lost his account tries to sign in again, for he may get it back; who has left tries what he has. */
function askAs({ caller, standing }: CardUser, question: Question): Promise<Pick<Answer, 'status' | 'body'>> {
  if (standing === undefined) return caller.ask(question);
  return standing.by === 'employment' ? caller.askAsIs(question) : askIfLetIn(caller, question);
}

/** Whoever is not let in any more is answered 401, and hears the same when he tries to sign in. */
const askIfLetIn = (caller: ApiCaller, question: Question): Promise<Pick<Answer, 'status' | 'body'>> =>
  caller.ask(question).catch(async () => {
    await pause(NOT_LET_IN_PAUSE_MS);
    return { status: 401, body: undefined };
  });

function versionsOn({ client, deals, activities }: ClientCard, paths: Portfolio['paths']): CardRead['shown'] {
  const deal = deals?.open.find(({ id }) => paths.deals.endsWith(id));
  const task = activities?.planned.find(({ id }) => paths.activities.endsWith(id));
  return {
    client: client.client.version,
    ...(deals && { deals: deal?.version ?? 0 }),
    ...(activities && { activities: task?.version ?? 0 }),
  };
}

const secretsOn = (card: ClientCard | null, reader: string): number =>
  card?.activities?.planned.filter((task) => task.private && task.performerId !== reader).length ?? 0;
