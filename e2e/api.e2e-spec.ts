import { join } from 'node:path';
import {
  Absence,
  AccountPage,
  AuditPage,
  Client,
  type ClientListItem,
  type Employee,
  listActivities,
  listClients,
  listCommitments,
  listContactPersons,
  listDeals,
  listDepartments,
  listPositions,
  listEmployees,
  Problem,
  Session,
} from '@crm/contracts';
import { runCommand } from '../tools/processes/run-command.ts';
import { repositoryRoot } from '../tools/repository.ts';
import { onTopOf } from '../tools/start/service-environment.ts';
import { accessTable, places } from './access-table.ts';
import { contradictionsOfTable } from './access-trial.ts';
import { type Answer, type ApiUser, ask, expectBody } from './api-user.ts';
import { contradictions, listedValues, openApi, operations, readablePaths } from './documented-api.ts';
import { startTimeout, WholeSystem } from './whole-system.ts';

let system: WholeSystem;
let administrator: ApiUser;
let allClients: ClientListItem[];

beforeAll(async () => {
  system = await WholeSystem.start({ name: 'api', demo: true });
  administrator = await system.signIn('administrator');
  allClients = await clientsOf(administrator);
}, startTimeout);

afterAll(() => system.stop(), startTimeout);

const clientsOf = (user: ApiUser): Promise<ClientListItem[]> => user.getAll('/clients', listClients.output);
const idsOf = (records: readonly { id: string }[]): string[] => records.map(({ id }) => id).toSorted();

function expectProblem(answer: Answer, status: number, code: string): Problem {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = expectBody(answer, status, Problem);
  expect(problem).toMatchObject({ status, code, type: `/problems/${code}` });
  expect(answer.headers.get('x-request-id')).toBe(problem.requestId);
  return problem;
}

describe('what a role reaches', () => {
  it('is his own clients for a manager; the card of any other does not exist for him', async () => {
    const manager = await system.signIn('manager');
    const { employeeId } = manager.me;
    const [own, others] = partition(allClients, ({ ownerId }) => ownerId === employeeId);
    expect(idsOf(await clientsOf(manager))).toEqual(idsOf(own));
    expect((await manager.ask(`/clients/${own[0]!.id}/card`)).status).toBe(200);
    expectProblem(await manager.ask(`/clients/${others[0]!.id}/card`), 404, 'client.not_found');
    const change = { method: 'PATCH', body: { note: 'Mine now' } };
    expectProblem(await manager.ask(`/clients/${others[0]!.id}`, change), 404, 'client.not_found');
  });

  it('is the clients of his departments for a head', async () => {
    const head = await system.signIn('head');
    const { departmentIds: reached } = head.me;
    const employees: Employee[] = await administrator.getAll('/employees', listEmployees.output);
    const people = new Set(idsOf(employees.filter(({ departmentId }) => reached.includes(departmentId))));
    const [own, others] = partition(allClients, ({ ownerId }) => people.has(ownerId));
    expect(new Set(own.map(({ ownerId }) => ownerId)).size).toBeGreaterThan(1);
    expect(idsOf(await clientsOf(head))).toEqual(idsOf(own));
    expectProblem(await head.ask(`/clients/${others[0]!.id}/card`), 404, 'client.not_found');
  });

  it('is everything to read and nothing to write for an auditor', async () => {
    const auditor = await system.signIn('auditor');
    expect(idsOf(await clientsOf(auditor))).toEqual(idsOf(allClients));
    expectProblem(await auditor.ask('/clients', { body: { kind: 'person', name: 'Mr Smith' } }), 403, 'forbidden');
    const { id } = allClients[0]!;
    expectProblem(await auditor.ask(`/clients/${id}`, { method: 'PATCH', body: { note: '' } }), 403, 'forbidden');
    expect(idsOf(await clientsOf(administrator))).toEqual(idsOf(allClients));
  });

  it('is the audit of what was changed, refused and tried, for an auditor alone', async () => {
    const [manager, auditor] = [await system.signIn('manager'), await system.signIn('auditor')];
    const own = allClients.find(({ ownerId }) => ownerId === manager.me.employeeId)!;
    const reason = encodeURIComponent('Клиент просил');
    const change = { method: 'PATCH', body: { note: 'Audited' }, headers: { 'x-change-reason': reason } };
    expect((await manager.ask(`/clients/${own.id}`, change)).status).toBe(200);
    const { data } = expectBody(await auditor.ask(`/audit?record=client:${own.id}`), 200, AuditPage);
    expect(data[0]).toMatchObject({
      action: 'changed',
      reason: 'Клиент просил',
      actor: { employeeId: manager.me.employeeId },
    });
    expect(data[0]!.changes).toContainEqual(
      expect.objectContaining({ field: 'note', after: 'Audited', personal: true }),
    );
    const signIns = await auditor.ask(`/audit?person=${manager.me.employeeId}&action=signed-in`);
    expect(expectBody(signIns, 200, AuditPage).data.length).toBeGreaterThan(0);
    expectProblem(await manager.ask('/audit'), 403, 'forbidden');
  });

  it('is nothing for a stranger', async () => {
    expectProblem(await ask(system.url, '/clients'), 401, 'unauthenticated');
    const credentials = { ...system.credentials('manager'), password: 'something like it' };
    const body = { email: credentials.email, password: credentials.password };
    expectProblem(await ask(system.url, '/auth/sign-in', { body }), 401, 'sign_in_failed');
  });
});

describe('a list', () => {
  it('is read page by page without a gap or a repetition, as many as it says in all', async () => {
    const pages: ClientListItem[][] = [];
    for (let address = '/clients?limit=7&count=true'; address !== '';) {
      const { data, page, total } = await administrator.get(address, listClients.output);
      expect({ total, hasMore: page.hasMore }).toEqual({ total: allClients.length, hasMore: page.nextCursor !== null });
      pages.push(data);
      address = page.hasMore ? `/clients?limit=7&count=true&cursor=${page.nextCursor}` : '';
    }
    expect(pages.slice(0, -1).every((page) => page.length === 7)).toBe(true);
    expect(pages.flat().map(({ id }) => id)).toEqual(allClients.map(({ id }) => id));
    expect(new Set(idsOf(allClients)).size).toBe(allClients.length);
    expect(pages.length).toBeGreaterThan(5);
  });

  it('of positions begins with the highest, as the demo ranks them', async () => {
    const positions = await administrator.getAll('/positions', listPositions.output);
    const names = ['Commercial director', 'Internal auditor', 'Head of department', 'Marketer', 'Sales manager'];
    expect(positions.slice(0, 5).map(({ name }) => name.en)).toEqual(names);
  });

  it('refuses a cursor of another list', async () => {
    const { page } = await administrator.get('/deals?limit=1', listDeals.output);
    expectProblem(await administrator.ask(`/clients?cursor=${page.nextCursor}`), 400, 'cursor_invalid');
  });
});

describe('a change', () => {
  it('is refused when it was made on an older state, with the present version', async () => {
    const client = await administrator.post('/clients', { kind: 'person', name: 'Ms Stone' }, [201, Client]);
    const change = (version: number, note: string): Promise<Answer> =>
      administrator.ask(`/clients/${client.id}`, {
        method: 'PATCH',
        body: { note },
        headers: { 'if-match': `"${version}"` },
      });
    const first = await change(client.version, 'Called');
    expect(first.headers.get('etag')).toBe(`"${client.version + 1}"`);
    const problem = expectProblem(await change(client.version, 'Wrote'), 412, 'version_conflict');
    expect(problem.details).toMatchObject({ current: client.version + 1 });
    expect(await administrator.get(`/clients/${client.id}`, Client)).toMatchObject({ note: 'Called' });
  });

  it.each([
    { language: 'ru-RU,ru;q=0.9,en;q=0.5', title: 'Данные не прошли проверку', script: /[а-я]{3}/i },
    { language: 'en', title: 'The input is not valid', script: /^[^а-я]+$/i },
  ])(
    'that does not fit is explained field by field in the language of $language',
    async ({ language, title, script }) => {
      const body = { kind: 'organisation', name: ' ', emails: ['nobody'], nickname: 'Max' };
      const answer = await administrator.ask('/clients', { body, headers: { 'accept-language': language } });
      const problem = expectProblem(answer, 400, 'invalid');
      expect(problem.title).toBe(title);
      const errors = problem.errors ?? [];
      expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual(['/emails/0', '/name', '/nickname']);
      for (const { message } of errors) expect(message).toMatch(script);
    },
  );
});

describe('a session', () => {
  const cookieOf = (answer: Answer): string => answer.headers.getSetCookie()[0] ?? '';
  const valueOf = (answer: Answer): string => cookieOf(answer).split(';')[0] ?? '';
  const refresh = (cookie: string, agent = 'browser'): Promise<Answer> =>
    ask(system.url, '/auth/refresh', { method: 'POST', headers: { cookie, 'user-agent': agent } });
  const open = (): Promise<Answer> => {
    const { email, password } = system.credentials('manager-urals');
    return ask(system.url, '/auth/sign-in', { body: { email, password }, headers: { 'user-agent': 'browser' } });
  };

  it('goes on by a cookie that no script sees and that changes with each use', async () => {
    const opened = await open();
    expect(cookieOf(opened)).toMatch(/^crm_refresh=[\w-]{43}; .*HttpOnly/);
    expect(cookieOf(opened)).toMatch(/Path=\/api\/v1\/auth;.*SameSite=Strict/);
    const renewed = await refresh(valueOf(opened));
    expect(valueOf(renewed)).not.toBe(valueOf(opened));
    const { accessToken, me } = expectBody(renewed, 200, Session);
    const answer = await ask(system.url, '/me', { headers: { authorization: `Bearer ${accessToken}` } });
    expect(answer).toMatchObject({ status: 200, body: me });
  });

  it('ends for everybody when somebody else uses a cookie again', async () => {
    const stolen = valueOf(await open());
    const kept = valueOf(await refresh(stolen));
    expectProblem(await refresh(stolen, 'thief'), 401, 'unauthenticated');
    expectProblem(await refresh(kept), 401, 'unauthenticated');
  });

  it('ends with signing out', async () => {
    const cookie = valueOf(await open());
    const answer = await ask(system.url, '/auth/sign-out', { method: 'POST', headers: { cookie } });
    expect(answer.status).toBe(204);
    expect(valueOf(answer)).toBe('crm_refresh=');
    expectProblem(await refresh(cookie), 401, 'unauthenticated');
  });
});

describe('the description of the API', () => {
  const needId = readablePaths.filter((path) => path.includes('{id}'));
  const ofAccount = readablePaths.filter((path) => path.includes('{accountId}'));
  const needValue = readablePaths.filter((path) => path.includes('{') && ![...needId, ...ofAccount].includes(path));
  const plain = readablePaths.filter((path) => !path.includes('{'));

  const schemaOfValue: Record<string, string> = {
    '/problems/{code}': 'ErrorCode',
    '/api/v1/classifiers/{classifier}': 'Classifier',
    '/api/v1/roles/{role}': 'EditableRole',
    '/api/v1/roles/{role}/versions': 'EditableRole',
  };
  const explain = '/api/v1/access/explain';
  const explained = async (): Promise<string> =>
    `${explain}?employee=${administrator.me.employeeId}&record=client:${await someId('clients')}`;
  /** Nothing long has been started here, so there is no job to look at. */
  const withoutRecord = ['/api/v1/jobs/{id}', '/api/v1/imports/{id}/report'];

  async function expectAsDocumented(path: string, address: string): Promise<void> {
    const { status, body } = await administrator.ask(address);
    expect({ status, contradictions: contradictions(path, body) }).toEqual({ status: 200, contradictions: [] });
  }

  it('is served as it stands in the repository', async () => {
    expect(await ask(system.url, '/openapi.json')).toMatchObject({ status: 200, body: openApi });
  });

  it.each(plain)('is true of GET %s', async (path) => {
    await expectAsDocumented(path, path === explain ? await explained() : path);
  });

  it('is compared with what is answered', () => {
    expect(contradictions('/api/v1/me', { ...administrator.me, name: 1 })).toMatchObject([{ instancePath: '/name' }]);
  });

  it.each(needValue)('is true of GET %s, for every value that there is', async (path) => {
    const values = listedValues(schemaOfValue[path] ?? '');
    expect(values).not.toEqual([]);
    for (const value of values) await expectAsDocumented(path, path.replace(/\{\w+\}/, value));
  });

  it.each(needId.filter((path) => !withoutRecord.includes(path)))('is true of GET %s', async (path) => {
    await expectAsDocumented(path, path.replace('{id}', await someId(path.split('/')[3] ?? '')));
  });

  it.each(ofAccount)('is true of GET %s', async (path) => {
    await expectAsDocumented(path, path.replace('{accountId}', administrator.me.accountId));
  });

  async function someId(collection: string): Promise<string> {
    const lists: Record<string, () => Promise<{ data: { id: string }[] }>> = {
      accounts: () => administrator.get('/accounts?limit=1', AccountPage),
      clients: () => administrator.get('/clients?limit=1', listClients.output),
      'contact-persons': contactPersons,
      deals: () => administrator.get('/deals?limit=1', listDeals.output),
      activities: () => administrator.get('/activities?limit=1', listActivities.output),
      commitments: () => administrator.get('/commitments?limit=1', listCommitments.output),
      employees: () => administrator.get('/employees?limit=1', listEmployees.output),
      departments: () => administrator.get('/departments?limit=1', listDepartments.output),
      positions: () => administrator.get('/positions?limit=1', listPositions.output),
      absences: async () => ({ data: [await plannedAbsence()] }),
    };
    return (await lists[collection]!()).data[0]!.id;
  }

  let day = 0;
  async function plannedAbsence(): Promise<Absence> {
    const [from, to] = [(day += 1), (day += 1)].map((of) => new Date(Date.UTC(2040, 0, of)).toISOString());
    const body = { employeeId: administrator.me.employeeId, from, to };
    return expectBody(await administrator.ask('/absences', { method: 'POST', body }), 201, Absence);
  }

  /** Those of the first client who has any. */
  async function contactPersons(): Promise<{ data: { id: string }[] }> {
    for (const { id } of allClients) {
      const page = await administrator.get(`/clients/${id}/contact-persons`, listContactPersons.output);
      if (page.data.length > 0) return page;
    }
    return { data: [] };
  }
});

describe('every route', () => {
  const withToken = operations.filter(({ needsToken }) => needsToken);

  it('has a row in the table of who reaches what', () => {
    expect(operations.map(({ route }) => route).toSorted()).toEqual(Object.keys(accessTable).toSorted());
  });

  it('answers each role as the table says, by whose the record is; nobody else’s is found', async () => {
    const roles = ['administrator', 'director', 'head', 'manager', 'marketer', 'auditor', 'integration'] as const;
    const users = await Promise.all(roles.map(async (role) => [role, await system.signIn(role)] as const));
    const employees: Employee[] = await administrator.getAll('/employees', listEmployees.output);
    const { asked, contradictions: found } = await contradictionsOfTable(new Map(users), {
      ...{ administrator, employees, clients: allClients },
    });
    expect(found).toEqual([]);
    const route = 'PATCH /api/v1/deals/{id}';
    for (const place of places)
      expect(asked).toContainEqual(expect.objectContaining({ route, role: 'manager', place }));
    for (const place of ['department', 'foreign']) {
      expect(asked).toContainEqual(expect.objectContaining({ route, role: 'head', place }));
    }
  });

  it('is closed to those without a token', async () => {
    const answers = await Promise.all(
      withToken.map(async ({ method, path }) => {
        const address = path.replaceAll(/\{\w+\}/g, '0'.repeat(24));
        return [path, (await ask(system.url, address, { method })).status];
      }),
    );
    expect(answers.filter(([, status]) => status !== 401)).toEqual([]);
  });
});

function partition<Item>(items: readonly Item[], belongs: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}

describe('the program of the operator', () => {
  const program = join(repositoryRoot, 'apps', 'gateway', 'dist', 'crm.js');
  async function crm(...words: string[]): Promise<readonly unknown[]> {
    const environment = onTopOf(process.env, system.stack.environment);
    const { succeeded, output } = await runCommand(process.execPath, [program, ...words], { environment });
    if (!succeeded) throw new Error(`crm ${words.join(' ')}: ${output}`);
    const printed = output.split('\n').filter((line) => line.startsWith('{'));
    return printed.map((line) => JSON.parse(line) as unknown);
  }

  it(
    'lets an administrator in, takes his address out of the audit, and finds nothing broken in any of it',
    async () => {
      const email = 'operator@crm.example';
      const [created] = (await crm('admin', 'create', '--email', email, '--generate')) as [{ password: string }];
      const answer = await ask(system.url, '/auth/sign-in', { body: { email, password: created.password } });
      const { accountId } = expectBody(answer, 200, Session).me;
      const ofAccount = () => administrator.get(`/audit?record=account:${accountId}`, AuditPage);
      expect((await ofAccount()).data.map(({ action, reason }) => [action, reason])).toEqual([
        ['signed-in', null],
        ['created', 'crm admin create'],
      ]);
      expect(JSON.stringify(await ofAccount())).toContain(email);
      expect(await crm('audit', 'erase', '--program', 'gateway', '--record', accountId)).toEqual([{ entries: 2 }]);
      expect(JSON.stringify(await ofAccount())).not.toContain(email);
      const verified = (await crm('audit', 'verify')) as { program: string; breaks: number }[];
      expect(verified.map(({ program: name, breaks }) => [name, breaks])).toEqual([
        ...[
          ['gateway', 0],
          ['clients', 0],
        ],
        ...[
          ['deals', 0],
          ['activities', 0],
        ],
      ]);
    },
    startTimeout,
  );
});
