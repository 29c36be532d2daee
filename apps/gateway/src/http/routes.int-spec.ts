import {
  changeActivity,
  changeDeal,
  changeDepartment,
  completeActivity,
  createClient,
  createDeal,
  type Deal,
  deleteDepartment,
  explainDealAccess,
  getClient,
  getCommitment,
  getHandOver,
  type HandOver,
  listActivities,
  listClients,
  listDealClassifier,
  makeCommitment,
  moveDeal,
  planActivity,
  previewHandOver,
  previewRole,
  recordActivity,
  relocateEmployee,
  startHandOver,
} from '@crm/contracts';
import { currentRequest } from '@crm/observability';
import { currentActor, rightsInTheBeginning } from '@crm/access';
import { DomainError } from '@crm/kernel';
import { newId } from '@crm/persistence';
import { aClient, aCommitment, aDeal, anActivity } from '../../test/records.ts';
import { departmentId, type SignedIn, TestGateway } from '../../test/test-gateway.ts';

const at = '2026-11-20T09:00:00.000Z';

const wholeDeal = (given: Partial<Deal> = {}): Deal => ({
  ...aDeal(),
  note: null,
  departmentId,
  stageHistory: [],
  lostReasonId: null,
  lostComment: null,
  createdAt: at,
  ...given,
});
const noCounts = {
  clients: 0,
  teamPlaces: 0,
  grants: 0,
  openDeals: 0,
  plannedActivities: 0,
  reminders: 0,
  commitments: 0,
};

describe('the routes', () => {
  let gateway: TestGateway;
  let irina: SignedIn;

  beforeAll(async () => {
    gateway = await TestGateway.start();
    irina = await gateway.signIn('head');
  });
  afterAll(() => gateway.stop());

  const get = (url: string, headers: Record<string, string> = {}) =>
    gateway.inject({ url: `/api/v1${url}`, headers: { ...irina.headers, ...headers } });
  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    gateway.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers: { ...irina.headers, ...headers } });

  it('carry the request id and the actor to the service', async () => {
    const seen = Promise.withResolvers<object>();
    gateway.service('clients').answer(listClients, () => {
      seen.resolve({ requestId: currentRequest()?.requestId, actor: currentActor() });
      return { data: [], page: { nextCursor: null, hasMore: false } };
    });
    const reply = await get('/clients', { 'x-request-id': 'trace-7' });
    expect(reply.json()).toEqual({ data: [], page: { nextCursor: null, hasMore: false } });
    const { accountId } = irina.session.me;
    expect(await seen.promise).toMatchObject({
      requestId: 'trace-7',
      actor: { accountId, employeeId: irina.employeeId, role: 'head', timeZone: 'Europe/Moscow' },
    });
  });

  it('give filters their types and defaults', async () => {
    const asked = Promise.withResolvers<object>();
    gateway.service('activities').answer(listActivities, (filter) => {
      asked.resolve(filter);
      return { data: [anActivity()], page: { nextCursor: null, hasMore: false }, total: 1 };
    });
    const reply = await get('/activities?limit=7&count=true');
    expect(await asked.promise).toEqual({ limit: 7, count: true, status: 'planned' });
    expect(reply.json()).toMatchObject({ total: 1 });
  });

  it('say where a new record is and which version it has', async () => {
    const client = aClient({ version: 1 });
    gateway.service('clients').answer(createClient, () => client);
    const reply = await post('/clients', { kind: 'person', name: 'Pavel' });
    expect(reply.statusCode).toBe(201);
    expect(reply.headers).toMatchObject({ etag: '"1"', location: `/api/v1/clients/${client.id}` });
  });

  it('show one promise with its version, and none to a stranger', async () => {
    const commitment = aCommitment({ version: 3 });
    gateway.service('activities').answer(getCommitment, ({ commitmentId }) => {
      if (commitmentId !== commitment.id) throw new DomainError('commitment.not_found', { commitmentId });
      return commitment;
    });
    const shown = await get(`/commitments/${commitment.id}`);
    expect(shown.headers).toMatchObject({ etag: '"3"' });
    expect(shown.json()).toEqual(commitment);
    const refused = await get(`/commitments/${newId()}`);
    expect(refused.statusCode).toBe(404);
    expect(refused.json()).toMatchObject({ code: 'commitment.not_found' });
  });

  it.each([
    { header: '"3"', expectedVersion: 3 },
    { header: '*', expectedVersion: undefined },
    { header: undefined, expectedVersion: undefined },
  ])('expect version $expectedVersion for If-Match $header', async ({ header, expectedVersion }) => {
    const asked: unknown[] = [];
    const answer = ({ expectedVersion: version }: { expectedVersion?: number | undefined }) => {
      asked.push(version);
      return wholeDeal({ version: 4 });
    };
    gateway.service('deals').answer(changeDeal, answer).answer(moveDeal, answer);
    const headers: Record<string, string> = header === undefined ? {} : { 'if-match': header };
    const id = newId();
    const changed = await gateway.inject({
      method: 'PATCH',
      url: `/api/v1/deals/${id}`,
      payload: { title: 'New' },
      headers: { ...irina.headers, ...headers },
    });
    const moved = await post(`/deals/${id}/move`, { stageId: newId() }, headers);
    expect([changed, moved].map(({ statusCode, headers: { etag } }) => [statusCode, etag])).toEqual([
      [200, '"4"'],
      [200, '"4"'],
    ]);
    expect(asked).toEqual([expectedVersion, expectedVersion]);
  });

  it('fill in the department of the one who asks', async () => {
    const asked: unknown[] = [];
    const commitment = aCommitment({ version: 1 });
    gateway.service('clients').answer(getClient, ({ clientId: id }) => aClient({ id }));
    gateway.service('deals').answer(createDeal, ({ ownerDepartmentId }) => {
      asked.push(ownerDepartmentId);
      return wholeDeal();
    });
    gateway
      .service('activities')
      .answer(planActivity, ({ performerDepartmentId }) => {
        asked.push(performerDepartmentId);
        return { ...anActivity(), departmentId, recordedById: newId(), createdAt: at };
      })
      .answer(makeCommitment, ({ ownerDepartmentId }) => {
        asked.push(ownerDepartmentId);
        return commitment;
      });
    const clientId = newId();
    const replies = [
      await post('/deals', { clientId, title: 'Delivery', amount: { amount: '1', currency: 'RUB' } }),
      await post('/activities', { type: 'task', subject: 'Call', plannedAt: at }),
      await post('/commitments', { clientId, side: 'us', text: 'Send the offer', dueOn: '2026-12-01' }),
    ];
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
    const toldOf = replies.map(({ headers }) => String(headers['x-read-after']).replace(/^[0-9a-z]+/, ''));
    expect(toldOf).toEqual(['.deals', '.activities', '.activities']);
    expect(replies[2]?.headers).toMatchObject({ etag: '"1"', location: `/api/v1/commitments/${commitment.id}` });
    expect(asked).toEqual([departmentId, departmentId, departmentId]);
  });

  it('change the tree of departments by version, and say which field a rule refuses', async () => {
    const department = { id: newId(), name: 'East', parentId: null, headId: null, version: 4 };
    const asked: unknown[] = [];
    gateway
      .service('clients')
      .answer(changeDepartment, ({ change, expectedVersion }) => {
        asked.push(expectedVersion);
        if (change.parentId) throw new DomainError('department.cycle', { field: 'parentId' });
        return department;
      })
      .answer(deleteDepartment, ({ departmentId: id, expectedVersion }) => {
        asked.push(expectedVersion);
        return { id };
      });
    const url = `/api/v1/departments/${department.id}`;
    const headers = { ...irina.headers, 'if-match': '"3"' };
    const renamed = await gateway.inject({ method: 'PATCH', url, payload: { name: 'East' }, headers });
    expect([renamed.statusCode, renamed.headers.etag]).toEqual([200, '"4"']);
    const refused = await gateway.inject({ method: 'PATCH', url, payload: { parentId: newId() }, headers });
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({ code: 'department.cycle', errors: [{ pointer: '/parentId' }] });
    const deleted = await gateway.inject({ method: 'DELETE', url, headers });
    expect([deleted.statusCode, deleted.body]).toEqual([204, '']);
    expect(asked).toEqual([3, 3, 3]);
  });

  it('attach nothing to a client that the one who asks does not see', async () => {
    const asked: unknown[] = [];
    gateway.service('clients').answer(getClient, () => {
      throw new DomainError('client.not_found');
    });
    for (const contract of [
      createDeal,
      planActivity,
      recordActivity,
      completeActivity,
      changeActivity,
      makeCommitment,
    ]) {
      const service = contract === createDeal ? 'deals' : 'activities';
      gateway.service(service).answer(contract, () => {
        asked.push(contract.name);
        throw new DomainError('internal');
      });
    }
    const clientId = newId();
    const activity = { clientId, type: 'task', subject: 'Call' };
    const replies = [
      await post('/deals', { clientId, title: 'Delivery', amount: { amount: '1', currency: 'RUB' } }),
      await post('/activities', { ...activity, plannedAt: at }),
      await post('/activities/record', activity),
      await post(`/activities/${newId()}/complete`, { next: { ...activity, plannedAt: at } }),
      await gateway.inject({
        method: 'PATCH',
        url: `/api/v1/activities/${newId()}`,
        payload: { clientId },
        headers: irina.headers,
      }),
      await post('/commitments', { clientId, side: 'us', text: 'Send the offer', dueOn: '2026-12-01' }),
    ];
    expect(replies.map((reply) => reply.json<{ code: string }>().code)).toEqual(replies.map(() => 'client.not_found'));
    expect(asked).toEqual([]);
  });

  it('explain the access of an employee by what his service says and whether he may sign in', async () => {
    const { employeeId } = await gateway.addAccount('auditor');
    const recordId = newId();
    const asked: object[] = [];
    gateway.service('deals').answer(explainDealAccess, ({ holder, ...question }) => {
      asked.push({ ...question, role: holder.role, employeeId: holder.employeeId, scopes: holder.scopes });
      return { employeeId: holder.employeeId, kind: 'deal' as const, ...question, allowed: true, rules: [] };
    });
    const explain = (employee: string, record: string) => get(`/access/explain?employee=${employee}&record=${record}`);
    const explained = await explain(employeeId, `deal:${recordId}`);
    expect(explained.json()).toMatchObject({ allowed: true, rules: [{ rule: 'account', holds: true }] });
    const { scopes } = rightsInTheBeginning.auditor;
    expect(asked).toEqual([{ recordId, action: 'read', role: 'auditor', employeeId, scopes }]);

    await gateway.connection.collection('accounts').updateOne({ role: 'auditor' }, { $set: { status: 'disabled' } });
    expect((await explain(employeeId, `deal:${recordId}`)).json()).toMatchObject({ allowed: false });
    expect((await explain(newId(), `deal:${recordId}`)).json()).toMatchObject({ code: 'employee.not_found' });
    expect((await explain(employeeId, 'deal:1')).statusCode).toBe(400);
    expect((await explain(employeeId, `account:${recordId}`)).statusCode).toBe(400);
  });

  it('tell how many accounts the change of a role concerns', async () => {
    const difference = { version: 1, given: [], taken: [], scopes: [] };
    gateway.service('clients').answer(previewRole, ({ role }) => ({ role, ...difference }));
    await gateway.addAccount('integration');
    const preview = await post('/roles/integration/preview', { scopes: { deal: { read: 'own' } } });
    expect(preview.json()).toEqual({ role: 'integration', ...difference, accounts: 1, withoutSecondFactor: 1 });
    expect((await post('/roles/system/preview', {})).statusCode).toBe(400);
  });

  it('find each classifier at the service that has it', async () => {
    gateway.service('deals').answer(listDealClassifier, () => ({ data: [] }));
    expect((await get('/classifiers/lost-reason')).json()).toEqual({ data: [] });
    expect((await get('/classifiers/colour')).statusCode).toBe(400);
  });

  it('hand over the work of an employee as a job', async () => {
    const [employeeId, successorId] = [newId(), newId()];
    const handOver: HandOver = {
      id: newId(),
      kind: 'leaving',
      employeeId,
      successorId,
      status: 'running',
      previewed: { ...noCounts, clients: 10, openDeals: 5 },
      moved: { ...noCounts, clients: 4 },
      startedById: irina.employeeId,
      createdAt: at,
      finishedAt: null,
      error: null,
    };
    gateway
      .service('clients')
      .answer(previewHandOver, (people) => ({ ...people, counts: handOver.previewed }))
      .answer(startHandOver, () => handOver)
      .answer(getHandOver, ({ handOverId }) => {
        if (handOverId !== handOver.id) throw new DomainError('job.not_found');
        return handOver;
      });
    const preview = await post(`/employees/${employeeId}/reassign/preview`, { successorId });
    expect(preview.json()).toEqual({ employeeId, successorId, counts: handOver.previewed });
    const started = await post(`/employees/${employeeId}/reassign`, {
      successorId,
      expected: handOver.previewed,
    });
    expect(started.statusCode).toBe(202);
    const job = { id: handOver.id, kind: 'hand-over', status: 'running', progress: { done: 4, total: 15 } };
    expect(started.json()).toMatchObject(job);
    const followed = await gateway.inject({ url: String(started.headers.location), headers: irina.headers });
    expect(followed.json()).toMatchObject({ ...job, parts: { clients: { done: 4, total: 10 } } });
    expect((await get(`/jobs/${newId()}`)).json()).toMatchObject({ code: 'job.not_found' });
  });

  it('move an employee to another department as a job', async () => {
    const asked: unknown[] = [];
    const employeeId = newId();
    gateway.service('clients').answer(relocateEmployee, (given): HandOver => {
      asked.push(given);
      return {
        id: newId(),
        kind: 'relocation',
        employeeId,
        successorId: employeeId,
        status: 'queued',
        previewed: noCounts,
        moved: noCounts,
        startedById: irina.employeeId,
        createdAt: at,
        finishedAt: null,
        error: null,
      };
    });
    const relocation = { departmentId, positionId: newId() };
    const started = await post(`/employees/${employeeId}/relocate`, relocation, { 'if-match': '"2"' });
    expect(started.statusCode).toBe(202);
    const { id, kind } = started.json<{ id: string; kind: string }>();
    expect(kind).toBe('relocation');
    expect(started.headers).toMatchObject({ location: `/api/v1/jobs/${id}` });
    expect(asked).toEqual([{ employeeId, expectedVersion: 2, ...relocation }]);
  });

  it('need a token, all but a few', async () => {
    const server = gateway.app.getHttpAdapter().getInstance();
    const document = (await gateway.inject({ url: '/api/v1/openapi.json' })).json<{ paths: Record<string, object> }>();
    const open: string[] = [];
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const method of Object.keys(methods)) {
        const url = path.replace(/\{[^}]+\}/g, newId());
        const reply = await server.inject({ method: method.toUpperCase() as 'GET', url });
        if (reply.statusCode !== 401 || reply.json<{ code: string }>().code !== 'unauthenticated')
          open.push(`${method} ${path}`);
      }
    }
    expect(open.toSorted()).toEqual([
      'get /api/v1/auth/means',
      'get /problems/{code}',
      'post /api/v1/auth/link',
      'post /api/v1/auth/link/password',
      'post /api/v1/auth/password-reset',
      'post /api/v1/auth/provider',
      'post /api/v1/auth/provider/session',
      'post /api/v1/auth/second-step',
      'post /api/v1/auth/sign-in',
      'post /api/v1/auth/sign-out',
    ]);
  });
});
