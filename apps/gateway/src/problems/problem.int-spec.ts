import { changeClient, createClient, getClient, listDeals, type Problem } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { newId } from '@crm/persistence';
import { SeverableLink } from '@crm/testing';
import { type SignedIn, TestGateway } from '../../test/test-gateway.ts';

describe('a refusal', () => {
  let gateway: TestGateway;
  let irina: SignedIn;

  beforeAll(async () => {
    gateway = await TestGateway.start();
    irina = await gateway.signIn();
  });
  afterAll(() => gateway.stop());

  interface Call {
    readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT';
    readonly url: string;
    readonly body?: string | object;
    readonly headers?: Record<string, string>;
  }
  const call = ({ body, headers, ...request }: Call) =>
    gateway.inject({
      ...request,
      ...(body !== undefined && { payload: body }),
      headers: {
        ...irina.headers,
        ...(typeof body === 'string' && { 'content-type': 'application/json' }),
        ...headers,
      },
    });

  const id = newId();
  const russian = { 'accept-language': 'ru-RU,ru;q=0.9,en;q=0.8' };

  it.each([
    { what: 'an unknown address', request: { url: '/api/v1/nothing' }, status: 404, code: 'route_not_found' },
    {
      what: 'an address outside of the API',
      request: { method: 'POST' as const, url: '/x' },
      status: 404,
      code: 'route_not_found',
    },
    {
      what: 'a method that the address lacks',
      request: { method: 'PUT' as const, url: '/api/v1/clients' },
      status: 404,
      code: 'route_not_found',
    },
    { what: 'a malformed address', request: { url: '/api/v1/clients/%zz' }, status: 400, code: 'invalid' },
    { what: 'an id that is none', request: { url: '/api/v1/clients/7' }, status: 400, code: 'invalid' },
    { what: 'an unknown parameter', request: { url: '/api/v1/clients?colour=red' }, status: 400, code: 'invalid' },
    {
      what: 'a parameter given twice',
      request: { url: '/api/v1/clients?kind=person&kind=person' },
      status: 400,
      code: 'invalid',
    },
    { what: 'too long a page', request: { url: '/api/v1/clients?limit=101' }, status: 400, code: 'invalid' },
    {
      what: 'a body that is no JSON',
      request: { method: 'POST' as const, url: '/api/v1/clients', body: '{"name":' },
      status: 400,
      code: 'invalid',
    },
    {
      what: 'a body that would change prototypes',
      request: { method: 'POST' as const, url: '/api/v1/clients', body: '{"__proto__":{"a":1}}' },
      status: 400,
      code: 'invalid',
    },
    { what: 'no body', request: { method: 'POST' as const, url: '/api/v1/clients' }, status: 400, code: 'invalid' },
    {
      what: 'text',
      request: {
        method: 'POST' as const,
        url: '/api/v1/clients',
        body: 'name',
        headers: { 'content-type': 'text/plain' },
      },
      status: 415,
      code: 'unsupported_media_type',
    },
    {
      what: 'a form',
      request: {
        method: 'POST' as const,
        url: '/api/v1/clients',
        body: 'a=b',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      status: 415,
      code: 'unsupported_media_type',
    },
    {
      what: 'a body that is too large',
      request: { method: 'POST' as const, url: '/api/v1/clients', body: { note: 'x'.repeat(262_144) } },
      status: 413,
      code: 'too_large',
    },
    {
      what: 'an If-Match that is no version',
      request: { method: 'PATCH' as const, url: `/api/v1/clients/${id}`, body: {}, headers: { 'if-match': 'W/"3"' } },
      status: 400,
      code: 'invalid',
    },
    {
      what: 'no token',
      request: { url: '/api/v1/clients', headers: { authorization: '' } },
      status: 401,
      code: 'unauthenticated',
    },
    {
      what: 'a forged token',
      request: { url: '/api/v1/clients', headers: { authorization: 'Bearer a.b.c' } },
      status: 401,
      code: 'unauthenticated',
    },
  ])('of $what is $status $code', async ({ request, status, code }) => {
    const reply = await call({ ...request, headers: { ...request.headers, 'x-request-id': 'mine-1' } });
    expect(reply.statusCode).toBe(status);
    expect(reply.headers['content-type']).toMatch('application/problem+json');
    expect(reply.headers).toMatchObject({ 'content-language': 'en', 'x-request-id': 'mine-1' });
    expect(reply.json()).toMatchObject({ type: `/problems/${code}`, code, status, requestId: 'mine-1' });
    expect(reply.headers['www-authenticate']).toBe(status === 401 ? 'Bearer' : undefined);
  });

  it('points to each field, in the language of the reader', async () => {
    const body = { kind: 'person', name: '', phones: ['+7 900 000-00-00', 'none'], colour: 'red', parentId: 'x' };
    const english = await call({ method: 'POST', url: '/api/v1/clients', body });
    expect(english.json<Problem>().errors).toEqual([
      { pointer: '/name', code: 'too_small', message: 'Too small: expected string to have >=1 characters' },
      { pointer: '/parentId', code: 'invalid_format', message: 'must be 24 hexadecimal digits' },
      { pointer: '/phones/1', code: 'invalid_format', message: 'must be a telephone number' },
      { pointer: '/colour', code: 'unrecognized_keys', message: 'Unrecognized key: "colour"' },
    ]);
    const reply = await call({ method: 'POST', url: '/api/v1/clients', body, headers: russian });
    expect(reply.headers['content-language']).toBe('ru');
    expect(reply.json()).toMatchObject({ title: 'Данные не прошли проверку' });
    for (const { message } of reply.json<Problem>().errors ?? []) expect(message).toMatch(/[а-я]/);
  });

  it('names the parameter of an address', async () => {
    const reply = await call({ url: '/api/v1/clients?limit=0' });
    expect(reply.json<Problem>().errors).toMatchObject([{ pointer: 'limit', code: 'too_small' }]);
    const path = await call({ url: '/api/v1/clients/7' });
    expect(path.json<Problem>().errors).toMatchObject([{ pointer: 'id', code: 'invalid_format' }]);
  });

  it('of a service keeps its code and details', async () => {
    gateway.service('clients').answer(changeClient, () => {
      throw new DomainError('version_conflict', { current: 7 });
    });
    const url = `/api/v1/clients/${id}`;
    const reply = await call({
      method: 'PATCH',
      url,
      body: { name: 'New' },
      headers: { ...russian, 'if-match': '"3"' },
    });
    expect(reply.json()).toMatchObject({
      type: '/problems/version_conflict',
      title: 'Запись изменилась с тех пор',
      status: 412,
      details: { current: 7 },
      instance: url,
    });
  });

  it('hides the insides of a failure', async () => {
    gateway.service('clients').answer(getClient, () => {
      throw new TypeError('the insides');
    });
    const reply = await call({ url: `/api/v1/clients/${id}` });
    expect(reply.json()).toEqual({
      type: '/problems/internal',
      title: 'Internal error',
      status: 500,
      code: 'internal',
      instance: `/api/v1/clients/${id}`,
      requestId: expect.any(String),
    });
  });

  it('says when to come again while a service is down', async () => {
    gateway.service('deals').answer(listDeals, () => {
      throw new DomainError('service_unavailable', { reason: 'the insides' });
    });
    const reply = await call({ url: '/api/v1/deals' });
    expect(reply.statusCode).toBe(503);
    expect(reply.headers['retry-after']).toBe('5');
    expect(reply.body).not.toContain('insides');
  });

  it('says so too while its own database is away', async () => {
    const link = await SeverableLink.to(`${gateway.config.MONGODB_URI.split('?')[0] ?? ''}?directConnection=true`);
    const cutOff = await TestGateway.start(undefined, { MONGODB_URI: link.url });
    try {
      const { headers } = await cutOff.signIn();
      cutOff.service('clients').answer(createClient, () => {
        throw new DomainError('forbidden');
      });
      link.sever();
      const payload = { kind: 'person', name: 'Pavel' };
      const reply = await cutOff.inject({ method: 'POST', url: '/api/v1/clients', payload, headers });
      expect(reply.json()).toMatchObject({ status: 503, code: 'service_unavailable' });
      expect(reply.headers['retry-after']).toBe('5');
    } finally {
      await link.mend();
      await cutOff.stop();
      link.sever();
    }
  });

  it('leads to an explanation in both languages', async () => {
    const { type } = (await call({ url: '/api/v1/nothing' })).json<Problem>();
    const reply = await gateway.inject({ url: type });
    expect(reply.json()).toMatchObject({
      code: 'route_not_found',
      title: { ru: 'Такого адреса нет', en: 'There is no such address' },
    });
    expect((await gateway.inject({ url: '/problems/nothing' })).statusCode).toBe(404);
  });

  it('does not follow from a merge patch that says what it is', async () => {
    gateway.service('clients').answer(createClient, () => {
      throw new DomainError('forbidden');
    });
    const headers = { 'content-type': 'application/merge-patch+json' };
    const body = '{"kind":"person","name":"Pavel"}';
    expect((await call({ method: 'POST', url: '/api/v1/clients', body, headers })).json()).toMatchObject({
      code: 'forbidden',
    });
  });
});
