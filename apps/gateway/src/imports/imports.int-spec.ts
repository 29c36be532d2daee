import { createHash } from 'node:crypto';
import { currentActor } from '@crm/access';
import {
  type CreatedApiKey,
  getHandOver,
  type ImportFindingPage,
  type ImportSummary,
  type Job,
  type Problem,
  type Role,
} from '@crm/contracts';
import { JobQueue } from '@crm/jobs';
import { DomainError } from '@crm/kernel';
import { newId } from '@crm/persistence';
import { eventually } from '@crm/testing';
import { type SetLines, smallSet, textOf } from '../../test/import-set.ts';
import { LoadingServices } from '../../test/loading-services.ts';
import { password, type SignedIn, TestGateway } from '../../test/test-gateway.ts';
import { type FormFile, formFile, formFiles, formOf } from '../../test/upload.ts';
import { runImport } from './import-order.ts';
import { ImportRecovery } from './import-recovery.ts';
import { ImportRepository } from './import.repository.ts';
import { MAX_LINE_BYTES } from './reading/line-guard.ts';
import { MAX_FILE_BYTES } from './upload-parts.ts';

let gateway: TestGateway;
let services: LoadingServices;
let administrator: SignedIn;

beforeAll(async () => {
  gateway = await TestGateway.start();
  administrator = await gateway.signIn('administrator');
});
beforeEach(() => {
  services = new LoadingServices(gateway);
});
afterAll(() => gateway.stop());

const upload = (
  files: readonly FormFile[] = formFiles(),
  by: SignedIn = administrator,
  given: Record<string, string> = {},
) => {
  const { payload, headers: ofForm } = formOf(files);
  const headers = { ...by.headers, ...ofForm, ...given };
  return gateway.inject({ method: 'POST', url: '/api/v1/imports', payload, headers });
};

const get = <Body>(url: string, by: SignedIn = administrator) =>
  gateway.inject({ method: 'GET', url: `/api/v1/${url}`, headers: by.headers }).then((reply) => reply.json<Body>());

const ended = (id: string) =>
  eventually(
    async () => {
      const job = await get<Job>(`jobs/${id}`);
      expect(job.finishedAt).toEqual(expect.any(String));
      return job;
    },
    { within: 20_000 },
  );

async function importSet(given: Partial<SetLines> = {}): Promise<Job> {
  const reply = await upload(formFiles(given));
  expect(reply.statusCode).toBe(202);
  return ended(reply.json<Job>().id);
}

const storedFiles = () => gateway.connection.collection('import_files.chunks').countDocuments();

/** Many opportunities, so that they go in several messages. */
const manyOpportunities = (count: number): string[] =>
  Array.from({ length: count }, (_unused, index) => `MANY${index},Ann Lee,Alpha Pro,Hilltop,Won,1/1/2017,3/1/2017,10`);

async function keyOfProgram(): Promise<CreatedApiKey> {
  const payload = { name: 'Nightly', grants: ['load'], expiresAt: new Date(Date.now() + 3_600_000), current: password };
  const { headers } = administrator;
  return (await gateway.inject({ method: 'POST', url: '/api/v1/me/api-keys', payload, headers })).json<CreatedApiKey>();
}

describe('an import', () => {
  it('is accepted as a job', async () => {
    const reply = await upload();
    const job = reply.json<Job>();
    expect(reply.statusCode).toBe(202);
    expect(reply.headers.location).toBe(`/api/v1/jobs/${job.id}`);
    expect(job).toMatchObject({ kind: 'import', status: 'queued', error: null });
    await ended(job.id);
  });

  it('loads everything and tells what became of it', async () => {
    const job = await importSet();
    expect(job).toMatchObject({ status: 'done', progress: { done: 20, total: 20 }, error: null });
    const { records, files } = job.result as ImportSummary;
    expect(records).toEqual({
      departments: { created: 4, kept: 0 },
      employees: { created: 5, kept: 0 },
      products: { created: 3, kept: 0 },
      clients: { created: 3, kept: 0 },
      deals: { created: 5, kept: 0 },
    });
    const sha256 = createHash('sha256').update(textOf('products', smallSet.products)).digest('hex');
    expect(files.find(({ name }) => name === 'products.csv')).toMatchObject({ sha256, rows: 3 });
    expect(services.addedRegions).toEqual(['korea']);
  });

  it('adds nothing when it is repeated', async () => {
    await importSet();
    const size = services.size;
    const { records } = (await importSet()).result as ImportSummary;
    expect(records.deals).toEqual({ created: 0, kept: 5 });
    expect(records.departments).toEqual({ created: 0, kept: 4 });
    expect(services.size).toBe(size);
  });

  it('reports every value that it changed or could not place, page by page', async () => {
    const { id } = await importSet();
    const first = await get<ImportFindingPage>(`imports/${id}/report?limit=4&count=true`);
    const second = await get<ImportFindingPage>(`imports/${id}/report?limit=4&cursor=${first.page.nextCursor}`);
    expect(first.total).toBe(7);
    const report = [...first.data, ...second.data];
    expect(report.map(({ file, line, from, to }) => [file, line, from, to])).toEqual([
      ['accounts', 2, 'technolgy', 'technology'],
      ['accounts', 3, 'Philipines', 'Philippines'],
      ['accounts', 4, 'farming', 'farming'],
      ['accounts', 4, 'Korea', 'Korea'],
      ['accounts', 3, 'hilltop', 'Hilltop'],
      ['sales_pipeline', 2, 'AlphaPro', 'Alpha Pro'],
      ['sales_pipeline', 5, '', null],
    ]);
    const unplaced = await get<ImportFindingPage>(`imports/${id}/report?kind=unplaced`);
    expect(unplaced.data.map(({ row }) => row)).toEqual(['OPP4']);
  });

  it('is one and the same for all who send it again under its key', async () => {
    const key = newId();
    const first = await upload(formFiles(), administrator, { 'idempotency-key': key });
    await ended(first.json<Job>().id);
    const again = await upload(formFiles().toReversed(), administrator, { 'idempotency-key': key });
    expect([first, again].map(({ statusCode, headers }) => [statusCode, headers['idempotency-replayed']])).toEqual([
      [202, undefined],
      [202, 'true'],
    ]);
    expect(again.payload).toBe(first.payload);
    expect(again.headers.location).toBe(first.headers.location);
    await eventually(async () => expect(await storedFiles()).toBe(0));
  });

  it('is refused under the key of another one', async () => {
    const headers = { 'idempotency-key': newId() };
    await ended((await upload(formFiles(), administrator, headers)).json<Job>().id);
    const other = await upload(formFiles({ products: ['Alpha Basic,Alpha,551'] }), administrator, headers);
    expect(other.json()).toMatchObject({ status: 422, code: 'repeat.mismatch' });
  });

  it('says of a request whose files are still on their way that it is in progress', async () => {
    const repository = gateway.app.get(ImportRepository);
    const importId = await repository.begin({ accountId: newId() }, 'key');
    expect([await repository.isUploading('key'), await repository.isUploading('other')]).toEqual([true, false]);
    await repository.discard(importId ?? '');
  });

  it('keeps none of the files when it has ended', async () => {
    await importSet();
    await eventually(async () => expect(await storedFiles()).toBe(0));
  });

  it('works for the one who started it, with his rights', async () => {
    await importSet();
    const zoe = services.deals.get('sales-opportunities:opportunity:opp4');
    expect(zoe).toMatchObject({ clientId: null, amount: { amount: '26768', currency: 'USD' } });
    const unknownAgent = ['O1,Zoe Quill,Alpha Pro,Hilltop,Engaging,,,'];
    await importSet({ sales_pipeline: unknownAgent });
    expect(services.deals.get('sales-opportunities:opportunity:o1')?.ownerId).toBe(administrator.employeeId);
  });
});

describe('a file that cannot be right', () => {
  const others = (file: string) => formFiles().filter(({ field }) => field !== file);
  const products = (content: string | Buffer) => [...others('products'), formFile('products', content)];
  const header = 'product,series,sales_price';

  it.each<[string, FormFile[], object]>([
    ['a wrong header', products('a,b\n1,2\n'), { file: 'products.csv', line: 1, reason: 'header' }],
    [
      'no UTF-8',
      products(Buffer.from(`${header}\nCaf\xe9,A,1\n`, 'latin1')),
      { file: 'products.csv', line: 2, reason: 'encoding' },
    ],
    [
      'a huge line',
      products(`${header}\n${'x'.repeat(20 * MAX_LINE_BYTES)}`),
      { file: 'products.csv', line: 2, reason: 'line_too_long' },
    ],
    ['no content', products(''), { file: 'products.csv', reason: 'file_empty' }],
    ['a missing file', others('products'), { file: 'products.csv', line: null, reason: 'file_missing' }],
    ['an unknown file', [formFile('prices', 'a\n1\n'), ...formFiles()], { file: 'prices.csv', reason: 'file_unknown' }],
    ['a file twice', [formFiles()[0]!, ...formFiles()], { file: 'accounts.csv', reason: 'file_repeated' }],
  ])('is refused at once: %s', async (_what, files, details) => {
    const reply = await upload(files);
    expect(reply.statusCode).toBe(422);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(reply.json<Problem>()).toMatchObject({ code: 'import.malformed', details });
    expect(services.size).toBe(0);
    expect(await storedFiles()).toBe(0);
  });

  it.each<[string, Partial<SetLines>, object]>([
    [
      'broken quotes',
      { products: ['"Alpha,Alpha,1', 'Beta,Beta,2'] },
      { file: 'products.csv', line: 2, reason: 'quotes' },
    ],
    [
      'a column too many',
      { accounts: ['Hilltop,a,1996,1,1,Japan,,'] },
      { file: 'accounts.csv', line: 2, reason: 'columns' },
    ],
    [
      'a bad date in the last row of the last file',
      { sales_pipeline: [...smallSet.sales_pipeline, 'LAST,Ann Lee,Alpha Pro,,Won,,31/12/2017,5'] },
      { file: 'sales_pipeline.csv', line: 7, field: 'close_date', reason: 'date' },
    ],
  ])('fails the job before anything is loaded: %s', async (_what, given, refusal) => {
    const job = await importSet(given);
    expect(job).toMatchObject({ status: 'failed', result: { refusal } });
    expect(job.error).toMatch(/\.csv, line \d+: .+ \/ строка \d+: .+/);
    expect(services.size).toBe(0);
  });

  it('is refused when it is too large', async () => {
    const line = `${'x'.repeat(1_000)},A,1\n`;
    const reply = await upload(products(`${header}\n${line.repeat(Math.ceil(MAX_FILE_BYTES / line.length) + 1)}`));
    expect(reply.statusCode).toBe(413);
    expect(await storedFiles()).toBe(0);
  });

  it('leaves the way free for the next import', async () => {
    await upload(products(''));
    expect(await importSet()).toMatchObject({ status: 'done' });
  });
});

describe('who may import', () => {
  it.each<Role>(['director', 'head', 'manager', 'marketer', 'auditor'])('not a %s', async (role) => {
    const reply = await upload(formFiles(), await gateway.signIn(role));
    expect(reply.statusCode).toBe(403);
  });

  it('an integration', async () => {
    const reply = await upload(formFiles(), await gateway.signIn('integration'));
    expect(reply.statusCode).toBe(202);
    await ended(reply.json<Job>().id);
  });

  it('a program by its key, with no more rights than its key has, as long as that is good', async () => {
    const { key, apiKey } = await keyOfProgram();
    const actors: ReturnType<typeof currentActor>[] = [];
    const url = `/api/v1/me/api-keys/${apiKey.id}`;
    services.beforeDeals = async (message) => {
      actors.push(currentActor());
      if (message === 1) await gateway.inject({ method: 'DELETE', url, headers: administrator.headers });
    };
    const reply = await upload(formFiles({ sales_pipeline: manyOpportunities(6_000) }), administrator, {
      authorization: `Bearer ${key}`,
    });
    expect(reply.statusCode).toBe(202);
    const error = 'Sign in first / Войдите в систему';
    expect(await ended(reply.json<Job>().id)).toMatchObject({ status: 'failed', error });
    const rights = actors.map(({ permissions, scopes }) => [...permissions, scopes.client.read].join());
    expect(new Set(rights)).toEqual(new Set(['load,none']));
  });

  it('shows its jobs and reports to nobody else', async () => {
    const { id } = await importSet();
    const manager = await gateway.signIn('manager');
    expect(await get<Problem>(`jobs/${id}`, manager)).toMatchObject({ code: 'job.not_found' });
    expect(await get<Problem>(`imports/${id}/report`, manager)).toMatchObject({ code: 'job.not_found' });
    expect(await get<Problem>(`imports/${newId()}/report`)).toMatchObject({ code: 'job.not_found' });
  });

  it('takes forms only', async () => {
    const json = { payload: {}, headers: { 'content-type': 'application/json', ...administrator.headers } };
    const reply = await gateway.inject({ method: 'POST', url: '/api/v1/imports', ...json });
    expect(reply.statusCode).toBe(415);
  });
});

describe('a form with files', () => {
  it('is refused by every other route', async () => {
    const { payload, headers } = formOf(formFiles());
    const all = { ...administrator.headers, ...headers };
    const reply = await gateway.inject({ method: 'POST', url: '/api/v1/clients', payload, headers: all });
    expect([reply.statusCode, reply.json<Problem>().code]).toEqual([415, 'unsupported_media_type']);
  });
});

describe('a job', () => {
  it('is shown while the service that knows other jobs is away', async () => {
    gateway.service('clients').answer(getHandOver, () => {
      throw new DomainError('service_unavailable');
    });
    const { id } = await importSet();
    expect(await get<Job>(`jobs/${id}`)).toMatchObject({ id, status: 'done' });
    expect(await get<Problem>(`jobs/${newId()}`)).toMatchObject({ code: 'service_unavailable' });
  });
});

describe('one import at a time', () => {
  it('refuses a second one until the first has ended', async () => {
    let release = (): void => undefined;
    services.beforeDeals = () => new Promise((resolve) => (release = resolve));
    const { id } = (await upload()).json<Job>();
    const second = await upload();
    expect([second.statusCode, second.json<Problem>().code]).toEqual([409, 'import.running']);
    await eventually(() => expect(services.dealMessages).toBe(1));
    services.beforeDeals = () => {};
    release();
    await ended(id);
    expect((await importSet()).status).toBe('done');
  });
});

describe('an import that breaks off', () => {
  it('tries again what a service could not do for now, and counts each row once', async () => {
    services.beforeDeals = (message) => {
      if (message === 5) throw new DomainError('service_unavailable');
    };
    const job = await importSet({ sales_pipeline: manyOpportunities(3_200) });
    expect(job).toMatchObject({ status: 'done', parts: { deals: { done: 3_200, total: 3_200 } } });
    expect((job.result as ImportSummary).records.deals.created + (job.result as ImportSummary).records.deals.kept).toBe(
      3_200,
    );
    expect(services.deals.size).toBe(3_200);
  });

  it('continues behind what was loaded', async () => {
    services.beforeDeals = (message) => {
      if (message === 5) throw new DomainError('service_unavailable');
    };
    await importSet({ sales_pipeline: manyOpportunities(3_200) });
    // Seven batches; the first group of three was counted before the failure, the second is sent again.
    expect(services.dealMessages).toBe(3 + 3 + 4);
  });

  it('ends when a service refuses for good, and says so in both languages', async () => {
    services.beforeDeals = () => {
      throw new DomainError('forbidden');
    };
    const job = await importSet();
    expect(job).toMatchObject({ status: 'failed', error: 'Your role does not allow this / Недостаточно прав' });
  });

  it('is ordered again when Redis has lost the order', async () => {
    const repository = gateway.app.get(ImportRepository, { strict: false });
    const importId = await repository.begin({ accountId: administrator.session.me.accountId });
    await repository.enqueue(importId!, []);
    await gateway.app.get(ImportRecovery, { strict: false }).orderAbandoned();
    expect(await ended(importId!)).toMatchObject({ status: 'failed' });
  });

  it('is taken over when its run is dead, and the dead one cannot write any more', async () => {
    const repository = gateway.app.get(ImportRepository, { strict: false });
    const importId = (await repository.begin({ accountId: administrator.session.me.accountId }))!;
    await repository.enqueue(importId, []);
    const dead = { importId, owner: 'dead' };
    expect(await repository.lease(dead)).not.toBeNull();
    expect(await repository.lease({ importId, owner: 'other' })).toBeNull();
    await gateway.connection
      .collection('imports')
      .updateOne({ leasedBy: 'dead' }, { $set: { leasedUntil: new Date(0) } });
    expect(await repository.lease({ importId, owner: 'other' })).toMatchObject({ runs: 2 });
    expect(await repository.keep(dead)).toBe(false);
    await repository.finish(dead, 'done', {});
    expect(await repository.find(importId)).toMatchObject({ status: 'running' });
    await repository.finish({ importId, owner: 'other' }, 'failed', { failure: 'internal' });
  });

  it('does not wait for orders of imports that nobody knows', async () => {
    const jobs = gateway.app.get(JobQueue, { strict: false });
    for (const importId of [newId(), newId()]) await jobs.add(runImport, { importId }, { id: `poison-${importId}` });
    expect(await importSet()).toMatchObject({ status: 'done' });
  });

  it('is forgotten when its upload has died', async () => {
    const repository = gateway.app.get(ImportRepository, { strict: false });
    const importId = (await repository.begin({ accountId: administrator.session.me.accountId }))!;
    expect(await repository.begin({ accountId: administrator.session.me.accountId })).toBeNull();
    const recovery = gateway.app.get(ImportRecovery, { strict: false });
    await recovery.clearStaleUpload();
    expect(await repository.find(importId)).not.toBeNull();
    await gateway.connection
      .collection('imports')
      .updateOne({ status: 'uploading' }, { $set: { updatedAt: new Date(0) } });
    await recovery.clearStaleUpload();
    expect(await repository.find(importId)).toBeNull();
  });
});
