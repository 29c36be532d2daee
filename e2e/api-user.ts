import { Session } from '@crm/contracts';

/** Anything that checks a value and gives it its type, such as a schema of the contracts. */
export interface Shape<Value> {
  parse(value: unknown): Value;
}

interface Page<Item> {
  readonly data: Item[];
  readonly page: { readonly nextCursor: string | null };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or the text that it was; undefined when there was none. */
  readonly body: unknown;
}

export interface Question {
  readonly method?: string;
  /** Sent as JSON, or as it is when it is a form. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks a path of the API, such as `/clients`. */
export async function ask(gatewayUrl: string, path: string, { method, body, headers }: Question = {}): Promise<Answer> {
  const isJson = body !== undefined && !(body instanceof FormData);
  const response = await fetch(addressOf(gatewayUrl, path), {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(isJson && { 'content-type': 'application/json' }), ...headers },
    body: isJson ? JSON.stringify(body) : (body ?? null),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: readAs(response.headers.get('content-type'), text),
  };
}

/** Parsed where it is JSON; a copy of the audit is text. */
function readAs(type: string | null, text: string): unknown {
  if (text === '') return undefined;
  return type?.includes('json') ? JSON.parse(text) : text;
}

/** A path that names the API's version or a kind of problem, as the description of the API does, is taken as it is. */
const addressOf = (gatewayUrl: string, path: string): URL =>
  new URL(/^\/(?:api|problems)\//.test(path) ? path : `/api/v1${path}`, gatewayUrl);

/** Somebody who is signed in and asks the API. */
export class ApiUser {
  readonly #gatewayUrl: string;
  readonly #session: Session;

  private constructor(gatewayUrl: string, session: Session) {
    this.#gatewayUrl = gatewayUrl;
    this.#session = session;
  }

  static async signIn(gatewayUrl: string, { email, password }: { email: string; password: string }): Promise<ApiUser> {
    const answer = await ask(gatewayUrl, '/auth/sign-in', { body: { email, password } });
    return new ApiUser(gatewayUrl, expectBody(answer, 200, Session));
  }

  get me(): Session['me'] {
    return this.#session.me;
  }

  get authorization(): string {
    return `Bearer ${this.#session.accessToken}`;
  }

  /** Where a path of the API is. */
  address(path: string): URL {
    return addressOf(this.#gatewayUrl, path);
  }

  /** Asks and returns whatever comes, also a refusal. */
  ask(path: string, question: Question = {}): Promise<Answer> {
    const headers = { authorization: this.authorization, ...question.headers };
    return ask(this.#gatewayUrl, path, { ...question, headers });
  }

  /** @throws Error when the answer is no 200 of this shape */
  async get<Value>(path: string, shape: Shape<Value>): Promise<Value> {
    return expectBody(await this.ask(path), 200, shape);
  }

  /** All records of a list, page after page. */
  async getAll<Item>(path: string, shape: Shape<Page<Item>>): Promise<Item[]> {
    const items: Item[] = [];
    const address = `${path}${path.includes('?') ? '&' : '?'}limit=100`;
    let cursor: string | null = '';
    while (cursor !== null) {
      const { data, page }: Page<Item> = await this.get(cursor ? `${address}&cursor=${cursor}` : address, shape);
      items.push(...data);
      cursor = page.nextCursor;
    }
    return items;
  }

  /** @throws Error when the answer has another status or shape */
  async post<Value>(path: string, body: unknown, expected: readonly [status: number, Shape<Value>]): Promise<Value> {
    return expectBody(await this.ask(path, { body }), ...expected);
  }
}

/** @throws Error when the answer has another status or shape */
export function expectBody<Value>({ status, body }: Answer, expected: number, shape: Shape<Value>): Value {
  if (status !== expected) throw new Error(`${status} instead of ${expected}: ${JSON.stringify(body)}`);
  return shape.parse(body);
}
