import type { InjectOptions } from 'fastify';
import { Problem } from '@crm/contracts';
import { newId } from '@crm/persistence';
import { type SignedIn, TestGateway } from '../../test/test-gateway.ts';
import { BODY_LIMIT_BYTES } from './http-adapter.ts';
import { apiSecurity } from './security-headers.ts';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

interface Route extends Operation {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const json = { 'content-type': 'application/json' };

/** Bodies that no route takes, with the status that refuses them. */
const hostileBodies: readonly (readonly [what: string, payload: string | Buffer, status: number])[] = [
  ['broken JSON', '{"name":', 400],
  ['a prototype', '{"__proto__":{"role":"administrator"}}', 400],
  ['the prototype of a constructor', '{"constructor":{"prototype":{"role":"administrator"}}}', 400],
  ['an operator', '{"$gt":""}', 400],
  ['a key with dots', '{"name.first":"a"}', 400],
  ['a list', '[]', 400],
  ['null', 'null', 400],
  ['a text', '"text"', 400],
  ['a number without end', '1e400', 400],
  ['a deep list', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 400],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x7b]), 400],
  ['more than the limit', JSON.stringify({ name: 'a'.repeat(BODY_LIMIT_BYTES) }), 413],
];

const hostileIds = ['%00', '%2e%2e', 'a%2fb', '$ne', '__proto__', '%ff', `${newId()}%00`, 'a'.repeat(5000), '[$ne]=1'];

/** No service behind the gateway answers here: whatever is not refused at the door ends as a failure of the server. */
describe('every route of the description', () => {
  let gateway: TestGateway;
  let administrator: SignedIn;
  let document: Document;
  let routes: Route[];

  beforeAll(async () => {
    gateway = await TestGateway.start();
    administrator = await gateway.signIn('administrator');
    document = (await gateway.inject({ url: '/api/v1/openapi.json' })).json<Document>();
    routes = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        ...operation,
        method: method.toUpperCase() as Route['method'],
        path,
      })),
    );
  });
  afterAll(() => gateway.stop());

  const address = (path: string, id = newId()): string => path.replaceAll(/\{\w+\}/g, () => id);
  const withJson = () => routes.filter(({ requestBody }) => requestBody?.content['application/json']);

  function fieldsOf({ requestBody }: Route): string[] {
    const schema = requestBody?.content['application/json']?.schema;
    const name = schema?.$ref?.split('/').at(-1) ?? '';
    return Object.keys((schema?.$ref ? document.components.schemas[name] : schema)?.properties ?? {});
  }

  /** What is wrong with the refusal; undefined when it is as it must be. */
  async function fault(
    request: InjectOptions & { readonly url: string },
    expected: readonly number[],
    pointer?: string,
  ) {
    const headers = { ...administrator.headers, ...request.headers };
    const reply = await gateway.inject({ ...request, headers });
    const problem = Problem.safeParse(
      reply.headers['content-type']?.startsWith('application/problem+json') && reply.json(),
    );
    const points = pointer === undefined || problem.data?.errors?.some((error) => error.pointer.startsWith(pointer));
    const isSafe = Object.entries(apiSecurity).every(([name, value]) => reply.headers[name] === value);
    if (expected.includes(reply.statusCode) && problem.success && points && isSafe) return undefined;
    return `${request.method} ${request.url.slice(0, 120)}: ${reply.statusCode} ${reply.body.slice(0, 300)}`;
  }

  const faults = async (checks: readonly Promise<string | undefined>[]) =>
    (await Promise.all(checks)).filter((found) => found !== undefined);

  it.each(hostileBodies)('refuses %s as its body', async (_what, payload, status) => {
    const asked = withJson();
    expect(asked).not.toEqual([]);
    // One after another: all at once would wait for each other until the limit of an answer.
    for (const { method, path } of asked)
      expect(await fault({ method, url: address(path), payload, headers: json }, [status])).toBeUndefined();
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])(
    'refuses a body of type %s',
    async (type) => {
      const checks = withJson().map(({ method, path }) =>
        fault({ method, url: address(path), payload: 'name=a', headers: { 'content-type': type } }, [415]),
      );
      expect(await faults(checks)).toEqual([]);
    },
  );

  it('points at each field that holds an operator instead of a value', async () => {
    const checks = withJson().flatMap((route) =>
      fieldsOf(route).map((field) => {
        const payload = JSON.stringify({ [field]: { $gt: '' } });
        return fault({ method: route.method, url: address(route.path), payload, headers: json }, [400], `/${field}`);
      }),
    );
    expect(checks.length).toBeGreaterThan(50);
    expect(await faults(checks)).toEqual([]);
  });

  it.each(hostileIds)('finds nothing under the id %.30s', async (id) => {
    const checks = routes
      .filter(({ path }) => path.startsWith('/api/') && path.includes('{'))
      .map(({ method, path }) => fault({ method, url: address(path, id) }, [400, 404, 415]));
    expect(checks.length).toBeGreaterThan(10);
    expect(await faults(checks)).toEqual([]);
  });

  it('takes no operator and no second value in its query', async () => {
    const checks = routes.flatMap(({ method, path, parameters = [] }) =>
      parameters
        .filter(({ in: place }) => place === 'query')
        .flatMap(({ name }) => [
          fault({ method, url: `${address(path)}?${name}[$ne]=1` }, [400]),
          fault({ method, url: `${address(path)}?${name}=1&${name}=2` }, [400]),
        ]),
    );
    expect(checks.length).toBeGreaterThan(50);
    expect(await faults(checks)).toEqual([]);
  });
});
