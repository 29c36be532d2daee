import { setTimeout as pause } from 'node:timers/promises';
import type { Pipeline } from '@crm/contracts';
import { Random } from '../../tools/demo/generate/random.ts';
import { Journal } from '../journal.ts';
import { type Answer, ApiCaller } from './api-caller.ts';
import { Lane, type Step } from './lane.ts';
import { markOf } from './marks.ts';
import type { LoadOptions } from './options.ts';
import { outcomeOf } from './outcome.ts';
import { strangersIn } from './strangers.ts';

interface Worker {
  readonly caller: ApiCaller;
  readonly lane: Lane;
}

/** So many requests may be under way at once: more would only wait behind each other. */
const LANES_PER_REQUEST_PER_SECOND = 1;
const LONGEST_PAUSE_MS = 1_000;

/** Works on the system as many users would, and writes down every request before it is sent and every answer that came. */
export class LoadClient {
  readonly #options: LoadOptions;
  readonly #journal: Journal;
  #marks = 0;
  #writes = 0;
  #settleBy = Infinity;
  #wasTold = false;

  private constructor(options: LoadOptions, journal: Journal) {
    this.#options = options;
    this.#journal = journal;
  }

  static async open(options: LoadOptions): Promise<LoadClient> {
    return new LoadClient(options, await Journal.create(options.journal));
  }

  /** @param over called when no new request is sent any more; what is unknown by then is still being repeated */
  async run(started: () => void, over: () => void): Promise<void> {
    const workers = await this.#hire();
    started();
    const busy = await this.#keepPace(workers);
    over();
    this.#settleBy = Date.now() + this.#options.settleSeconds * 1_000;
    await Promise.all(busy);
    await this.#journal.close();
  }

  /** Sends no new requests from now on. */
  end(): void {
    this.#wasTold = true;
  }

  async #hire(): Promise<Worker[]> {
    const { gateways, users, requestsPerSecond, seed } = this.#options;
    const callers = users.flatMap((user) => gateways.map((_, first) => new ApiCaller(gateways, user, first)));
    for (const caller of callers) await caller.signIn();
    const [first] = callers;
    if (!first) throw new Error('There is nobody to work');
    const stages = await openStages(first);
    const random = new Random(seed);
    const count = Math.max(callers.length, Math.ceil(requestsPerSecond * LANES_PER_REQUEST_PER_SECOND));
    return Array.from({ length: count }, (_, index) => ({
      caller: callers[index % callers.length] ?? first,
      lane: new Lane(random.branch(`lane ${index}`), stages, () => this.#nextMark()),
    }));
  }

  #nextMark(): string {
    return markOf(this.#options.name, (this.#marks += 1));
  }

  /** Gives the next request to whoever is free, at the pace that was asked for. Returns what is still under way. */
  async #keepPace(workers: Worker[]): Promise<Promise<void>[]> {
    const { requestsPerSecond, seconds } = this.#options;
    const longest = seconds === null ? Infinity : seconds * 1_000;
    const free = [...workers];
    const busy = new Set<Promise<void>>();
    const since = performance.now();
    for (let sent = 0; !this.#wasTold && performance.now() - since < longest;) {
      const due = Math.floor(((performance.now() - since) / 1_000) * requestsPerSecond);
      for (; sent < due; sent += 1) {
        const worker = free.shift();
        // Users who wait for an answer ask nothing meanwhile; what they would have asked is not made up for.
        if (!worker) continue;
        const work = this.#do(worker).finally(() => {
          busy.delete(work);
          free.push(worker);
        });
        busy.add(work);
      }
      await pause(5);
    }
    return [...busy];
  }

  async #do({ caller, lane }: Worker): Promise<void> {
    const step = lane.next();
    if (step.effects) await this.#write(caller, step);
    else await this.#read(caller, step);
  }

  async #read(caller: ApiCaller, { kind, question }: Step): Promise<void> {
    const answer = await caller.ask(question);
    await this.#journal.write({
      type: 'read',
      kind,
      ...outcome(answer),
      strangers: answer.status === 200 ? strangersIn(answer.body, caller.employeeId) : [],
    });
  }

  /** Sends a write until its outcome is known: always the same request under the same key. */
  async #write(caller: ApiCaller, step: Step): Promise<void> {
    const write = (this.#writes += 1);
    const key = `${this.#options.name}-${write}`;
    const question = { ...step.question, headers: { ...step.question.headers, 'idempotency-key': key } };
    const { kind, effects = [] } = step;
    for (let attempt = 1; ; attempt += 1) {
      await this.#journal.write({ type: 'sent', write, attempt, key, kind, effects, at: Date.now() });
      const answer = await caller.ask(question);
      const replayed = answer.replayed ? ({ replayed: true } as const) : {};
      await this.#journal.write({ type: 'answered', write, attempt, ...outcome(answer), ...replayed });
      switch (outcomeOf(answer)) {
        case 'done':
          return step.learn?.(answer);
        case 'refused':
        case 'failed':
          return step.forget?.();
        case 'unknown':
          if (Date.now() > this.#settleBy) return;
          await pause(Math.min(50 * 2 ** attempt, LONGEST_PAUSE_MS));
      }
    }
  }
}

const outcome = ({ status, code, milliseconds }: Answer) => ({
  status,
  ...(code !== undefined && { code }),
  milliseconds: Math.round(milliseconds),
  at: Date.now(),
});

/** Between these a deal may be moved; tries until it gets them. */
async function openStages(caller: ApiCaller): Promise<string[]> {
  for (;;) {
    const { status, body } = await caller.ask({ method: 'GET', path: '/pipelines' });
    if (status === 200) {
      const [pipeline] = (body as { data: Pipeline[] }).data;
      return (pipeline?.stages ?? []).filter(({ kind }) => kind === 'open').map(({ id }) => id);
    }
    await pause(500);
  }
}
