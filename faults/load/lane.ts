import type { Random } from '../../tools/demo/generate/random.ts';
import type { Effect } from '../journal.ts';
import type { Answer, Question } from './api-caller.ts';

/** A request of the load: a read, or a write with the effects that it must have once. */
export interface Step {
  readonly kind: string;
  readonly question: Question;
  /** Absent for a read. */
  readonly effects?: readonly Effect[];
  /** What the lane does with the answer to a write that took effect. */
  readonly learn?: (answer: Answer) => void;
  /** What the lane forgets when a write is refused: somebody who is told "no" does not go on with that record. */
  readonly forget?: () => void;
}

interface KnownRecord {
  readonly id: string;
  readonly version: number;
}

interface KnownDeal extends KnownRecord {
  readonly stageId: string;
}

type Write = Required<Pick<Step, 'effects' | 'learn' | 'forget'>> & Step;

const RUBLES = { amount: '1000.00', currency: 'RUB' };

/**
 * One user at work: a client, a deal and a plan of his own, on which he does one thing after another. Nobody else touches
 * them, so what must be stored in the end is known exactly.
 */
export class Lane {
  readonly #random: Random;
  readonly #stages: readonly string[];
  readonly #mark: () => string;
  #client: KnownRecord | undefined;
  #deal: KnownDeal | undefined;
  #activity: KnownRecord | undefined;

  /** @param stages the open stages of the pipeline @param mark gives a text that is used once */
  constructor(random: Random, stages: readonly string[], mark: () => string) {
    this.#random = random;
    this.#stages = stages;
    this.#mark = mark;
  }

  next(): Step {
    const client = this.#client;
    if (!client || this.#random.chance(0.03)) return this.#createClient();
    const choice = this.#random.fraction();
    if (choice < 0.4) return this.#read(client);
    if (choice < 0.52) return this.#changeClient(client);
    if (choice < 0.76) return this.#onDeal(client);
    return this.#onActivity(client);
  }

  #read(client: KnownRecord): Step {
    return this.#random.pick([
      read('card', `/clients/${client.id}/card`),
      read('clients', '/clients?limit=20&sort=-updatedAt'),
      read('deals', '/deals?limit=20'),
      read('activities', '/activities?limit=20'),
    ]);
  }

  #createClient(): Write {
    const mark = this.#mark();
    return {
      kind: 'client.create',
      question: { method: 'POST', path: '/clients', body: { kind: 'organisation', name: `Client ${mark}` } },
      effects: [{ collection: 'clients', kind: 'creation', mark }],
      learn: ({ body }) => {
        this.#client = body as KnownRecord;
        this.#deal = undefined;
        this.#activity = undefined;
      },
      forget: () => undefined,
    };
  }

  #changeClient(client: KnownRecord): Write {
    const mark = this.#mark();
    return {
      kind: 'client.change',
      question: { method: 'PATCH', path: `/clients/${client.id}`, body: { note: mark }, headers: ifMatch(client) },
      effects: [{ collection: 'clients', kind: 'change', mark, recordId: client.id }],
      learn: ({ body }) => void (this.#client = body as KnownRecord),
      forget: () => void (this.#client = undefined),
    };
  }

  #onDeal(client: KnownRecord): Write {
    const deal = this.#deal;
    if (!deal) return this.#createDeal(client);
    const choice = this.#random.fraction();
    if (choice < 0.6) return this.#moveDeal(deal);
    return choice < 0.8 ? this.#changeDeal(deal) : this.#winDeal(deal);
  }

  #createDeal(client: KnownRecord): Write {
    const mark = this.#mark();
    const body = { title: `Deal ${mark}`, clientId: client.id, amount: RUBLES };
    return {
      kind: 'deal.create',
      question: { method: 'POST', path: '/deals', body },
      effects: [{ collection: 'deals', kind: 'creation', mark }],
      learn: (answer) => void (this.#deal = answer.body as KnownDeal),
      forget: () => void (this.#client = undefined),
    };
  }

  /** Half of the moves say which version they are of; the others have nothing but their key to keep them from happening twice. */
  #moveDeal(deal: KnownDeal): Write {
    const stageId = this.#random.pick(this.#stages.filter((stage) => stage !== deal.stageId));
    const headers = this.#random.chance(0.5) ? ifMatch(deal) : {};
    return {
      kind: 'deal.move',
      question: { method: 'POST', path: `/deals/${deal.id}/move`, body: { stageId }, headers },
      effects: [{ collection: 'deals', kind: 'change', mark: null, recordId: deal.id }],
      learn: ({ body }) => void (this.#deal = body as KnownDeal),
      forget: () => void (this.#deal = undefined),
    };
  }

  #changeDeal(deal: KnownDeal): Write {
    const mark = this.#mark();
    return {
      kind: 'deal.change',
      question: { method: 'PATCH', path: `/deals/${deal.id}`, body: { note: mark }, headers: ifMatch(deal) },
      effects: [{ collection: 'deals', kind: 'change', mark, recordId: deal.id }],
      learn: ({ body }) => void (this.#deal = body as KnownDeal),
      forget: () => void (this.#deal = undefined),
    };
  }

  #winDeal(deal: KnownDeal): Write {
    const done = (): void => void (this.#deal = undefined);
    return {
      kind: 'deal.win',
      question: { method: 'POST', path: `/deals/${deal.id}/win`, body: {} },
      effects: [{ collection: 'deals', kind: 'change', mark: null, recordId: deal.id }],
      learn: done,
      forget: done,
    };
  }

  #onActivity(client: KnownRecord): Write {
    return this.#activity ? this.#completeActivity(this.#activity) : this.#planActivity(client);
  }

  #planActivity(client: KnownRecord): Write {
    const mark = this.#mark();
    return {
      kind: 'activity.plan',
      question: { method: 'POST', path: '/activities', body: { ...task(mark), clientId: client.id } },
      effects: [{ collection: 'activities', kind: 'creation', mark }],
      learn: ({ body }) => void (this.#activity = body as KnownRecord),
      forget: () => void (this.#client = undefined),
    };
  }

  /** Half of the completions plan the next activity: two records in one write. */
  #completeActivity({ id }: KnownRecord): Write {
    const mark = this.#mark();
    const next = this.#random.chance(0.5) ? this.#mark() : null;
    const body = { resultComment: mark, next: next === null ? null : task(next) };
    const completed: Effect = { collection: 'activities', kind: 'change', mark, recordId: id };
    return {
      kind: next === null ? 'activity.complete' : 'activity.complete-and-plan',
      question: { method: 'POST', path: `/activities/${id}/complete`, body },
      effects: next === null ? [completed] : [completed, { collection: 'activities', kind: 'creation', mark: next }],
      learn: (answer) => void (this.#activity = (answer.body as { next: KnownRecord | null }).next ?? undefined),
      forget: () => void (this.#activity = undefined),
    };
  }
}

const read = (kind: string, path: string): Step => ({ kind, question: { method: 'GET', path } });

const ifMatch = ({ version }: KnownRecord): Record<string, string> => ({ 'if-match': `"${version}"` });

const task = (mark: string) => ({
  type: 'task',
  subject: `Task ${mark}`,
  plannedAt: new Date(Date.now() + 30 * 86_400_000).toISOString(),
});
