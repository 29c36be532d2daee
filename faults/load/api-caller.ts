import { setTimeout as pause } from 'node:timers/promises';
import type { Session } from '@crm/contracts';
import { ANSWER_LIMIT_MS, type Credentials } from './options.ts';
import { outcomeOf } from './outcome.ts';

export interface Question {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  /** Null when the connection failed or nothing came in time: nobody knows what has happened. */
  readonly status: number | null;
  readonly code?: string;
  readonly replayed: boolean;
  /** To be shown with the next card that is read. */
  readonly readAfter?: string;
  readonly body: unknown;
  readonly milliseconds: number;
}

/** Somebody who asks the API, at whichever gateway answers. */
export class ApiCaller {
  employeeId = '';
  readonly #gateways: readonly string[];
  readonly #credentials: Credentials;
  #current: number;
  #token = '';

  constructor(gateways: readonly string[], credentials: Credentials, first = 0) {
    this.#gateways = gateways;
    this.#credentials = credentials;
    this.#current = first;
  }

  /** Tries until it succeeds. @throws Error when he is not let in */
  async signIn(): Promise<void> {
    const { email, password } = this.#credentials;
    this.#token = '';
    for (;;) {
      const answer = await this.askAsIs({ method: 'POST', path: '/auth/sign-in', body: { email, password } });
      if (answer.status === 200) {
        const { accessToken, me } = answer.body as Session;
        this.#token = accessToken;
        this.employeeId = me.employeeId;
        return;
      }
      if (outcomeOf(answer) === 'refused') throw new Error(`${email} is not let in: ${answer.code}`);
      await pause(500);
    }
  }

  /** Asks once, and once more with a fresh token when the old one has expired. */
  async ask(question: Question): Promise<Answer> {
    const answer = await this.askAsIs(question);
    if (answer.status !== 401) return answer;
    await this.signIn();
    return this.askAsIs(question);
  }

  /** Asks with the token that he has, whether it is still good or not. */
  async askAsIs({ method, path, body, headers }: Question): Promise<Answer> {
    const since = performance.now();
    const gateway = this.#gateways[this.#current % this.#gateways.length] ?? '';
    try {
      const response = await fetch(`${gateway}/api/v1${path}`, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(this.#token !== '' && { authorization: `Bearer ${this.#token}` }),
          ...headers,
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
      });
      const text = await response.text();
      return toAnswer(response, text, performance.now() - since);
    } catch (failure) {
      this.#current += 1;
      const milliseconds = performance.now() - since;
      return { status: null, code: codeOf(failure), replayed: false, body: undefined, milliseconds };
    }
  }
}

function toAnswer({ status, headers }: Response, text: string, milliseconds: number): Answer {
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const code = status >= 400 ? codeIn(body) : undefined;
  const replayed = headers.get('idempotency-replayed') === 'true';
  const readAfter = headers.get('x-read-after');
  const more = { ...(code !== undefined && { code }), ...(readAfter !== null && { readAfter }) };
  return { status, replayed, body, milliseconds, ...more };
}

function codeIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('code' in body)) return undefined;
  return typeof body.code === 'string' ? body.code : undefined;
}

/** As `ECONNRESET`, `UND_ERR_SOCKET`, `TimeoutError`. */
function codeOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const { cause } = failure;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return failure.name;
}
