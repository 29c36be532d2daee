import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ImportRefusal, ImportSummary, Job, Problem, RpcOutput, Session, totalDeals } from '@crm/contracts';
import { ExpectedTrouble } from '../terminal/expected-trouble.ts';
import { files, type ImportArguments } from './import-arguments.ts';
import { explain } from './explain.ts';

/** An import's job, with what it reports. */
export type ImportJob = Omit<Job, 'result'> & { readonly result?: ImportSummary | { readonly refusal: ImportRefusal } };
export type DealTotals = RpcOutput<typeof totalDeals>;

const POLL_MS = 300;
const PAUSE_MS = 1_000;
/** A gateway that is being restarted answers again soon. */
const PATIENCE_MS = 60_000;

/** Nobody knows what became of a request: it may be sent again, a change under the same key. */
class Undecided extends ExpectedTrouble {}

/** The part of the HTTP API that an import needs. */
export class ImportApi {
  readonly #arguments: ImportArguments;
  #token = '';

  constructor(given: ImportArguments) {
    this.#arguments = given;
  }

  /** @throws ExpectedTrouble when the gateway cannot be reached or does not let the user in. */
  async signIn(): Promise<void> {
    const { email, password } = this.#arguments;
    const body = JSON.stringify({ email, password });
    const headers = { 'content-type': 'application/json' };
    const session = await this.#ask<Session>('auth/sign-in', { method: 'POST', body, headers });
    this.#token = session.accessToken;
  }

  /**
   * Sends the files; they are read as they go, never held whole. Under their key they are one import however often they
   * are sent, so they are sent again when the answer was lost.
   */
  async upload(): Promise<ImportJob> {
    const form = new FormData();
    for (const file of files) {
      form.set(file, await openAsBlob(join(this.#arguments.directory, `${file}.csv`)), `${file}.csv`);
    }
    const request = { method: 'POST', body: form, headers: { 'idempotency-key': randomUUID() } };
    const giveUpAt = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await this.#ask<ImportJob>('imports', request);
      } catch (error) {
        if (!(error instanceof Undecided) || Date.now() > giveUpAt) throw error;
      }
      await pause(PAUSE_MS);
    }
  }

  /** Looks at the job until it has ended, and tells each state of it. */
  async follow(id: string, tell: (job: ImportJob) => void): Promise<ImportJob> {
    let lastAnswer = Date.now();
    for (;;) {
      try {
        const job = await this.#ask<ImportJob>(`jobs/${id}`);
        tell(job);
        if (job.finishedAt !== null) return job;
        lastAnswer = Date.now();
      } catch (error) {
        if (Date.now() - lastAnswer > PATIENCE_MS) throw error;
        await this.signIn().catch(() => undefined);
      }
      await pause(POLL_MS);
    }
  }

  totals(): Promise<DealTotals> {
    return this.#ask<DealTotals>('deals/totals');
  }

  async #ask<Body>(path: string, request: RequestInit = {}): Promise<Body> {
    const { url } = this.#arguments;
    const headers = new Headers(request.headers);
    if (this.#token !== '') headers.set('authorization', `Bearer ${this.#token}`);
    const reply = await fetch(new URL(`/api/v1/${path}`, url), { ...request, headers }).catch((error: unknown) => {
      throw new Undecided(`${url} cannot be reached: ${reasonOf(error)}`);
    });
    const body: unknown = await reply.json().catch(() => undefined);
    if (reply.ok) return body as Body;
    const Trouble = isUndecided(reply) ? Undecided : ExpectedTrouble;
    throw new Trouble(explain(body as Problem | undefined, reply.status));
  }
}

/** Of all 409 only the one that says when to ask again is about a change that is still being made. */
const isUndecided = ({ status, headers }: Response): boolean =>
  [502, 503, 504].includes(status) || (status === 409 && headers.has('retry-after'));

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
