import { createClient, createDeal, getClient, moveDeal, type Problem } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { currentRequest, type RepeatableRequest } from '@crm/observability';
import { newId } from '@crm/persistence';
import { aClient } from '../../test/records.ts';
import { type SignedIn, TestGateway } from '../../test/test-gateway.ts';

describe('a request under an idempotency key', () => {
  let gateway: TestGateway;
  let irina: SignedIn;
  let seen: (RepeatableRequest | undefined)[];

  beforeAll(async () => {
    gateway = await TestGateway.start();
    irina = await gateway.signIn('head');
  });
  beforeEach(() => {
    seen = [];
    gateway.service('clients').answer(createClient, ({ name }) => {
      const repeatable = currentRequest()?.repeatable;
      seen.push(repeatable);
      if (repeatable) repeatable.replayed = name === 'Again';
      if (name === 'Nobody') throw new DomainError('repeat.in_progress');
      return aClient();
    });
  });
  afterAll(() => gateway.stop());

  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    gateway.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers: { ...irina.headers, ...headers } });
  const create = (name: string, headers: Record<string, string> = {}) =>
    post('/clients', { kind: 'person', name }, headers);

  it('takes the key and what was asked along to the command', async () => {
    await create('Pavel', { 'idempotency-key': 'one' });
    await create('Pavel', { 'idempotency-key': 'one' });
    await create('Pavla', { 'idempotency-key': 'one' });
    await create('Pavel');
    const [first, second, other, without] = seen;
    expect(first).toMatchObject({ key: expect.stringMatching(/^[0-9a-f]{64}\.clients\.create$/) });
    expect(second).toEqual(first);
    expect(other).toMatchObject({ key: first?.key });
    expect(other?.fingerprint).not.toBe(first?.fingerprint);
    expect(without).toBeUndefined();
  });

  it('leaves the questions alone that come before the command', async () => {
    const asked: unknown[] = [];
    gateway.service('clients').answer(getClient, ({ clientId: id }) => {
      asked.push(currentRequest()?.repeatable);
      return aClient({ id });
    });
    gateway.service('deals').answer(createDeal, () => {
      asked.push(currentRequest()?.repeatable?.key.endsWith('.deals.create'));
      throw new DomainError('forbidden');
    });
    const deal = { clientId: newId(), title: 'Delivery', amount: { amount: '1', currency: 'RUB' } };
    await post('/deals', deal, { 'idempotency-key': 'one' });
    expect(asked).toEqual([undefined, true]);
  });

  it('says when the answer is the one that was given before', async () => {
    const first = await create('First', { 'idempotency-key': 'two' });
    const again = await create('Again', { 'idempotency-key': 'two' });
    expect(first.headers).not.toHaveProperty('idempotency-replayed');
    expect(again.headers).toMatchObject({ 'idempotency-replayed': 'true', location: expect.any(String) });
    expect(again.statusCode).toBe(201);
  });

  it('says so of a refusal as well', async () => {
    gateway.service('deals').answer(moveDeal, () => {
      const repeatable = currentRequest()?.repeatable;
      if (repeatable) repeatable.replayed = true;
      throw new DomainError('deal.closed');
    });
    const reply = await post(`/deals/${newId()}/move`, { stageId: newId() }, { 'idempotency-key': 'three' });
    expect(reply.json()).toMatchObject({ code: 'deal.closed' });
    expect(reply.headers).toMatchObject({ 'idempotency-replayed': 'true' });
  });

  it('is told when to ask again while the first is being worked on', async () => {
    const reply = await create('Nobody', { 'idempotency-key': 'four' });
    expect(reply.statusCode).toBe(409);
    expect(reply.json()).toMatchObject({ code: 'repeat.in_progress' });
    expect(reply.headers['retry-after']).toBe('1');
  });

  it.each([{ key: '' }, { key: 'x'.repeat(256) }])(
    'is refused for the key "$key", which names the header',
    async ({ key }) => {
      const reply = await create('Pavel', { 'idempotency-key': key });
      expect(reply.json<Problem>()).toMatchObject({ code: 'invalid', details: { header: 'Idempotency-Key' } });
      expect(seen).toEqual([]);
    },
  );

  it('is not known to sessions, whose answers must not be kept', async () => {
    const { email } = irina;
    const payload = { email, password: 'wrong' };
    const headers = { 'idempotency-key': '' };
    const reply = await gateway.inject({ method: 'POST', url: '/api/v1/auth/sign-in', payload, headers });
    expect(reply.json()).toMatchObject({ code: 'sign_in_failed' });
  });

  it('is documented for every change but those whose answers must not be kept', async () => {
    const { paths } = (await gateway.inject({ url: '/api/v1/openapi.json' })).json<{
      paths: Record<string, Record<string, { parameters: { name: string }[]; responses: object }>>;
    }>();
    const without = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([method]) => method !== 'get')
        .filter(([, { parameters }]) => !parameters.some(({ name }) => name === 'Idempotency-Key'))
        .map(([method]) => `${method} ${path}`),
    );
    // Strangers have no keys of their own, and what is said once to nobody else is not kept.
    expect(without.toSorted()).toEqual([
      'post /api/v1/auth/link',
      'post /api/v1/auth/link/password',
      'post /api/v1/auth/password',
      'post /api/v1/auth/password-reset',
      'post /api/v1/auth/provider',
      'post /api/v1/auth/provider/session',
      'post /api/v1/auth/refresh',
      'post /api/v1/auth/second-step',
      'post /api/v1/auth/sign-in',
      'post /api/v1/auth/sign-out',
      'post /api/v1/me/api-keys',
      'post /api/v1/me/second-factor',
      'post /api/v1/me/second-factor/confirmation',
      'post /api/v1/me/second-factor/recovery-codes',
      'post /api/v1/me/second-factor/removal',
    ]);
  });
});
