import { once } from 'node:events';
import { AuditCheck, cursorBehind } from '@crm/audit';
import {
  type AuditEntry,
  type AuditPage,
  createClient,
  getClient,
  listActivitiesAudit,
  listClientsAudit,
  listDealsAudit,
} from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { currentRequest, runInRequest } from '@crm/observability';
import { newId } from '@crm/persistence';
import { anAdministrator, eventually } from '@crm/testing';
import { parse } from 'csv-parse/sync';
import { CallerScopes } from '../auth/caller-scopes.ts';
import { AuditExport } from './audit-export.service.ts';
import { password, type SignedIn, TestGateway } from '../../test/test-gateway.ts';
import { verifyAudit } from './verify-audit.ts';

const nothing = { data: [], page: { nextCursor: null, hasMore: false } };

describe('the audit of the gateway', () => {
  let gateway: TestGateway;
  let auditor: SignedIn;

  beforeAll(async () => {
    gateway = await TestGateway.start();
    auditor = await gateway.signIn('auditor');
  });
  beforeEach(() => {
    gateway.service('clients').answer(listClientsAudit, () => nothing);
    gateway.service('deals').answer(listDealsAudit, () => nothing);
    gateway.service('activities').answer(listActivitiesAudit, () => nothing);
  });
  afterAll(() => gateway.stop());

  const list = async (query = '', { headers } = auditor) => {
    const reply = await gateway.inject({ url: `/api/v1/audit?${query}`, headers });
    expect(reply.statusCode).toBe(200);
    return reply.json<AuditPage>();
  };
  const signIn = (email: string, given: string, remoteAddress: string) =>
    gateway.inject({
      method: 'POST',
      url: '/api/v1/auth/sign-in',
      payload: { email, password: given },
      remoteAddress,
    });
  const valueOf = ({ changes }: AuditEntry, name: string) => changes.find(({ field }) => field === name)?.after;

  it('says who came in and from where, and who tried to', async () => {
    const { email, employeeId } = await gateway.addAccount('head');
    await signIn(email, 'not the password at all', '192.0.2.8');
    await signIn(email, password, '192.0.2.7');
    const { data } = await list(`person=${employeeId}`);
    expect(data).toMatchObject([
      { kind: 'account', action: 'signed-in', address: '192.0.2.7', actor: { employeeId, role: 'head' } },
    ]);
    const ofAccount = await list(`record=account:${data[0]!.recordId}`);
    expect(ofAccount.data.map(({ action, address, seq }) => ({ action, address, seq }))).toEqual([
      { action: 'signed-in', address: '192.0.2.7', seq: 3 },
      { action: 'sign-in-failed', address: '192.0.2.8', seq: 2 },
      { action: 'created', address: null, seq: 1 },
    ]);
  });

  it('keeps nothing of what an unknown visitor has typed, and joins his attempts', async () => {
    const typed = 'Sw0rdfish@secret.example';
    for (const given of [typed, typed.toUpperCase()]) await signIn(given, 'not a password of anybody', '192.0.2.9');
    const { data } = await list('kind=stranger');
    expect(data.map(({ seq, action }) => ({ seq, action }))).toEqual([
      { seq: 2, action: 'sign-in-failed' },
      { seq: 1, action: 'sign-in-failed' },
    ]);
    const stored = await gateway.connection.collection('audit').find().toArray();
    expect(JSON.stringify(stored).toLowerCase()).not.toContain('sw0rdfish');
  });

  it('says what was refused, to whom, so many times and no more', async () => {
    gateway.service('clients').answer(getClient, () => {
      throw new DomainError('client.not_found');
    });
    const { headers, employeeId } = await gateway.signIn('manager');
    const id = newId();
    const refused = () => list(`person=${employeeId}&action=refused&limit=100`).then(({ data }) => data);
    await gateway.inject({ url: `/api/v1/clients/${id}`, headers, remoteAddress: '192.0.2.7' });
    const [entry] = await eventually(async () => {
      const found = await refused();
      expect(found).toHaveLength(1);
      return found;
    });
    expect(entry).toMatchObject({ kind: 'account', address: '192.0.2.7', actor: { employeeId } });
    expect(['request', 'record', 'code'].map((name) => valueOf(entry!, name))).toEqual([
      'GET /api/v1/clients/:id',
      id,
      'client.not_found',
    ]);
    await gateway.inject({ url: '/api/v1/nothing-here', headers });
    await gateway.inject({ url: '/api/v1/audit', headers });
    await eventually(async () => expect(valueOf((await refused())[0]!, 'code')).toBe('forbidden'));
    for (let left = 35; left > 0; left -= 1) await gateway.inject({ url: '/api/v1/audit', headers });
    await eventually(async () => expect(await refused()).toHaveLength(30));
  });

  it('is told from where a change was asked for and why', async () => {
    const told: unknown[] = [];
    gateway.service('clients').answer(createClient, () => {
      const { address, reason } = currentRequest() ?? {};
      told.push({ address, reason });
      throw new DomainError('forbidden');
    });
    const { headers } = await gateway.signIn('manager');
    const create = (reason: string) =>
      gateway.inject({
        method: 'POST',
        url: '/api/v1/clients',
        headers: { ...headers, 'x-change-reason': reason },
        payload: { kind: 'person', name: 'Anna' },
        remoteAddress: '192.0.2.7',
      });
    await create(encodeURIComponent('Клиент просил'));
    expect(told).toEqual([{ address: '192.0.2.7', reason: 'Клиент просил' }]);
    const refused = await create('%ff');
    expect(refused.statusCode).toBe(400);
    expect(refused.json()).toMatchObject({ code: 'invalid', details: { header: 'X-Change-Reason' } });
    expect(told).toHaveLength(1);
  });

  it('is joined by time from all programs, page by page', async () => {
    const moments = ['2030-01-01T00:00:04.000Z', '2030-01-01T00:00:03.000Z', '2030-01-01T00:00:02.000Z'];
    const entryAt = (at: string | undefined): AuditEntry => ({
      ...{ id: newId(), kind: 'deal', recordId: newId(), seq: 1, version: 1, action: 'created', at: at ?? '' },
      ...{ actor: null, onBehalfOf: [], requestId: 'r', address: null, reason: null, erased: false, changes: [] },
    });
    const [first, second, third] = [entryAt(moments[0]), entryAt(moments[1]), entryAt(moments[2])];
    const asked: unknown[] = [];
    const page = (...data: AuditEntry[]): AuditPage => ({ data, page: { nextCursor: null, hasMore: false } });
    gateway.service('clients').answer(listClientsAudit, ({ cursor }) => page(...(cursor ? [third] : [first, third])));
    gateway.service('deals').answer(listDealsAudit, (filter) => {
      asked.push(filter);
      return page(...(filter.cursor ? [] : [second]));
    });
    const begin = await list('limit=2&from=2029-01-01T00:00:00.000Z');
    expect(begin.data.map(({ at }) => at)).toEqual(moments.slice(0, 2));
    expect(begin.page).toEqual({ hasMore: true, nextCursor: cursorBehind(second) });
    const end = await list(`limit=2&from=2029-01-01T00:00:00.000Z&cursor=${begin.page.nextCursor}`);
    expect(end).toEqual({ data: [third], page: { hasMore: false, nextCursor: null } });
    const recordId = newId();
    await list(`record=client:${recordId}`);
    expect(asked).toHaveLength(2);
    await list(`record=deal:${recordId}`);
    expect(asked.at(-1)).toEqual({ limit: 50, kind: 'deal', recordId });
  });

  it('is refused to those whose role may not read it, and with a cursor of another list', async () => {
    const ask = async (role: 'director' | 'administrator', query = '') => {
      const { headers } = await gateway.signIn(role);
      return (await gateway.inject({ url: `/api/v1/audit${query}`, headers })).json<{ code?: string }>();
    };
    expect(await ask('director')).toMatchObject({ code: 'forbidden' });
    expect(await ask('administrator')).toHaveProperty('data');
    expect(await ask('administrator', '?cursor=bm8')).toMatchObject({ code: 'cursor_invalid' });
    expect(await ask('administrator', '?record=deal')).toMatchObject({ code: 'invalid' });
  });

  describe('as a copy', () => {
    const total = 1_230;
    const start = Date.parse('2031-01-01T00:00:00.000Z');
    const entries = Array.from({ length: total }, (_, index): AuditEntry => ({
      ...{ id: newId(), kind: 'deal', recordId: newId(), seq: 1, version: 1, action: 'changed' },
      ...{ at: new Date(start - index * 1_000).toISOString(), actor: null, onBehalfOf: [], requestId: `r${index}` },
      ...{ address: null, reason: null, erased: false },
      changes: [
        { field: 'title', before: null, after: index === 0 ? '=HYPERLINK("x")' : 'b'.repeat(2_000), personal: true },
      ],
    }));
    let pages = 0;
    beforeEach(() => {
      pages = 0;
      gateway.service('deals').answer(listDealsAudit, ({ cursor, limit }) => {
        pages += 1;
        const from = cursor ? entries.findIndex((entry) => cursorBehind(entry) === cursor) + 1 : 0;
        const data = entries.slice(from, from + limit);
        const last = from + limit < total ? data.at(-1) : undefined;
        return { data, page: { hasMore: last !== undefined, nextCursor: last ? cursorBehind(last) : null } };
      });
    });

    const told = async ({ session }: SignedIn) => {
      const { data } = await list(`record=account:${session.me.accountId}&limit=2`);
      return data.map((entry) => ({
        action: entry.action,
        entries: valueOf(entry, 'entries'),
        whole: valueOf(entry, 'whole'),
      }));
    };

    it('is whole and in the reader’s language, and stands in the audit before and after', async () => {
      const reader = await gateway.signIn('auditor');
      const headers = { ...reader.headers, 'accept-language': 'ru' };
      const reply = await gateway.inject({ url: '/api/v1/audit/export?kind=deal&action=changed', headers });
      expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
      expect(reply.headers['content-disposition']).toBe('attachment; filename="audit.csv"');
      const rows = parse<Record<string, string>>(reply.body, { bom: true, columns: true, delimiter: ';' });
      expect(rows.map((row) => row['Запрос'])).toEqual(entries.map(({ requestId }) => requestId));
      expect(rows[0]).toMatchObject({ 'Вид записи': 'deal', Стало: `'=HYPERLINK("x")` });
      expect(await told(reader)).toEqual([
        { action: 'exported', entries: total, whole: true },
        { action: 'export-begun', entries: undefined, whole: undefined },
      ]);
      const { data } = await list(`record=account:${reader.session.me.accountId}&action=exported`);
      expect([valueOf(data[0]!, 'kind'), valueOf(data[0]!, 'action')]).toEqual(['deal', 'changed']);
    });

    it('is read as its reader takes it, and the audit says that he left', async () => {
      const reader = await gateway.signIn('auditor');
      const { actor, scope } = await actingAs(reader);
      const copy = await runInRequest(scope, () => gateway.app.get(AuditExport).begin(actor, { kind: 'deal' }, 'en'));
      await once(copy, 'readable');
      copy.read();
      copy.destroy();
      const [end] = await eventually(async () => {
        const last = await told(reader);
        expect(last[0]?.action).toBe('exported');
        return last;
      });
      expect(end).toMatchObject({ whole: false });
      expect(pages).toBeLessThan(6);
    });

    it('breaks off rather than lack something', async () => {
      const reader = await gateway.signIn('auditor');
      const { actor, scope } = await actingAs(reader);
      gateway.service('deals').answer(listDealsAudit, ({ cursor }) => {
        if (cursor) throw new DomainError('service_unavailable');
        const data = entries.slice(0, 100);
        return { data, page: { hasMore: true, nextCursor: cursorBehind(data[99]!) } };
      });
      const copy = await runInRequest(scope, () => gateway.app.get(AuditExport).begin(actor, { kind: 'deal' }, 'en'));
      await expect(copy.toArray()).rejects.toMatchObject({ code: 'service_unavailable' });
      expect((await told(reader))[0]).toEqual({ action: 'exported', entries: 100, whole: false });
    });

    it('is refused as the list is', async () => {
      const ask = async (role: 'manager' | 'auditor', query = '') => {
        const { headers } = await gateway.signIn(role);
        return (await gateway.inject({ url: `/api/v1/audit/export${query}`, headers })).json<{ code?: string }>().code;
      };
      expect(await ask('manager')).toBe('forbidden');
      expect(await ask('auditor', '?limit=5')).toBe('invalid');
      expect(await ask('auditor', '?record=deal')).toBe('invalid');
    });

    const actingAs = async ({ session }: SignedIn) => {
      const { caller, scope } = await gateway.app.get(CallerScopes).for(session.me.accountId, 'export');
      return { actor: caller.actor, scope };
    };
  });

  it('is verified to the end', async () => {
    const check = gateway.app.get(AuditCheck, { strict: false });
    const steps: number[] = [];
    const verified = await verifyAudit(
      (cursor) => check.step(anAdministrator(), { cursor, limit: 5 }),
      ({ entries }) => void steps.push(entries),
    );
    expect(verified.breaks).toEqual([]);
    expect(verified.entries).toBe(await gateway.connection.collection('audit').countDocuments());
    expect(steps.length).toBeGreaterThan(2);
  });

  it('names the programs that do not answer, and shows what the others know', async () => {
    await gateway.service('deals').stop();
    const { data, unreachable } = await list();
    expect(unreachable).toEqual(['deals']);
    expect(data.length).toBeGreaterThan(0);
    expect(await list('kind=client')).toEqual(nothing);
    const { headers } = auditor;
    const copied = await gateway.inject({ url: '/api/v1/audit/export', headers });
    expect(copied.json()).toMatchObject({ status: 503, code: 'service_unavailable' });
    expect((await gateway.inject({ url: '/api/v1/audit/export?kind=client', headers })).statusCode).toBe(200);
  });
});
