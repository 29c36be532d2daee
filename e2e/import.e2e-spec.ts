import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportFindingPage, listClients, totalDeals } from '@crm/contracts';
import { loadDemo } from '../tools/demo/load-demo.ts';
import { runCommand } from '../tools/processes/run-command.ts';
import { repositoryRoot } from '../tools/repository.ts';
import { ApiUser } from './api-user.ts';
import { hasRealSet, realSet } from './real-set.ts';
import { startTimeout, WholeSystem } from './whole-system.ts';

const describeRealSet = hasRealSet ? describe : describe.skip;

const smallSet = {
  accounts: [
    'account,sector,year_established,revenue,employees,office_location,subsidiary_of',
    'Hilltop,technolgy,1996,1100.04,2822,Philipines,',
    'Brookside,medical,1999,251.41,495,Kenya,Hilltop',
  ],
  products: ['product,series,sales_price', 'Alpha Pro,Alpha,4821'],
  sales_teams: ['sales_agent,manager,regional_office', 'Ann Lee,Max Stone,Central'],
  sales_pipeline: [
    'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value',
    'OPP1,Ann Lee,AlphaPro,Hilltop,Won,10/20/2016,3/1/2017,4514',
    'OPP2,Ann Lee,Alpha Pro,,Engaging,10/20/2016,,',
  ],
};

let directory: string;
let system: WholeSystem;
let administrator: ApiUser;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'crm-import-'));
  system = await WholeSystem.start({ name: 'import', demo: false });
  administrator = await system.signIn('administrator');
}, startTimeout);

afterAll(async () => {
  await system.stop();
  rmSync(directory, { recursive: true, force: true });
}, startTimeout);

const readTotals = () => administrator.get('/deals/totals', totalDeals.output);
const countClients = async (): Promise<number> =>
  (await administrator.get('/clients?limit=1&count=true', listClients.output)).total ?? 0;

/** `npm run import -- DIR` as somebody types it. */
const runImport = (from: string) => {
  const { email, password } = system.credentials('administrator');
  const program = join(repositoryRoot, 'tools', 'import', 'main.ts');
  const access = ['--url', system.url, '--email', email, '--password', password];
  return runCommand(process.execPath, [program, from, ...access], { environment: { ...process.env, LANG: 'en' } });
};

function writeSet(name: string, given: Partial<Record<keyof typeof smallSet, string[]>> = {}): string {
  const folder = mkdtempSync(join(directory, `${name}-`));
  for (const [file, lines] of Object.entries({ ...smallSet, ...given })) {
    writeFileSync(join(folder, `${file}.csv`), `${lines.join('\n')}\n`);
  }
  return folder;
}

/** The values that an import could not place, as it reports them. */
const unplacedIn = (output: string) => {
  const [, id = ''] = /imports\/([0-9a-f]{24})\/report/.exec(output) ?? [];
  return administrator.get(`/imports/${id}/report?count=true&kind=unplaced&limit=1`, ImportFindingPage);
};

describeRealSet(`npm run import of the real set${hasRealSet ? '' : ` (skipped: ${realSet} is missing)`}`, () => {
  it('loads staff, products, clients and deals, and reports what it changed', async () => {
    const { succeeded, output } = await runImport(realSet);
    expect({ succeeded, output }).toMatchObject({ succeeded: true });
    expect(output).toContain('"GTXPro" -> "GTX Pro"');
    expect(output).toContain('"technolgy" -> "technology"');
    expect((await unplacedIn(output)).total).toBe(1_425);
  });

  it('has all of it then', async () => {
    const { won, lost, open } = await readTotals();
    expect([won.count, lost.count, open.count]).toEqual([4_238, 2_473, 2_089]);
    expect(won.amounts).toEqual([{ amount: '10005534', currency: 'USD' }]);
    const { data } = await administrator.get('/clients?limit=100', listClients.output);
    expect(data).toHaveLength(85);
    expect(data.filter(({ parentId }) => parentId !== null)).toHaveLength(15);
  });

  it('adds nothing when it is repeated', async () => {
    const before = await readTotals();
    const { output } = await runImport(realSet);
    expect(output).toMatch(/deals +0 new +8,800 there already/);
    expect(await readTotals()).toEqual(before);
    expect(await countClients()).toBe(85);
  });
});

describe('npm run import', () => {
  it.each<[string, Parameters<typeof writeSet>[1], string]>([
    ['a wrong header', { products: ['name,price', 'A,1'] }, 'products.csv, line 1: The header is "name,price"'],
    [
      'broken quotes',
      { accounts: [...smallSet.accounts, '"Third,medical,1999,1,1,Kenya,'] },
      'accounts.csv, line 4: Quotes are opened or closed wrongly',
    ],
    [
      'a bad date in the last row',
      { sales_pipeline: [...smallSet.sales_pipeline, 'OPP3,Ann Lee,Alpha Pro,,Won,,13/13/2017,5'] },
      'sales_pipeline.csv, line 4, close_date: "13/13/2017" is not a date',
    ],
  ])('refuses %s with the line and the reason, and loads nothing', async (_what, given, reason) => {
    const clients = await countClients();
    const { succeeded, output } = await runImport(writeSet('bad', given));
    expect(succeeded).toBe(false);
    expect(output).toContain(reason);
    expect(await countClients()).toBe(clients);
  });

  it('loads a small set', async () => {
    const clients = await countClients();
    const { succeeded, output } = await runImport(writeSet('good'));
    expect({ succeeded, output }).toMatchObject({ succeeded: true });
    expect(output).toContain('"Philipines" -> "Philippines"');
    expect(await countClients()).toBe(clients + 2);
  });

  it('says what to do when a file is missing', async () => {
    const folder = writeSet('less');
    rmSync(join(folder, 'products.csv'));
    const { succeeded, output } = await runImport(folder);
    expect(succeeded).toBe(false);
    expect(output).toContain('has no products.csv');
  });
});

describe(loadDemo, () => {
  const load = () => loadDemo({ environment: system.stack.environment, report: () => undefined });

  it('fills the services with a living organisation, whose users can sign in', async () => {
    const clients = await countClients();
    const users = await load();
    expect(await countClients()).toBe(clients + 200);
    for (const { email, password, role } of users) {
      const { me } = await ApiUser.signIn(system.url, { email, password });
      expect(me).toMatchObject({ email, role });
    }
  });

  it('never touches production', async () => {
    const production = { ...system.stack.environment, CRM_ENV: 'production' };
    await expect(loadDemo({ environment: production, report: () => undefined })).rejects.toThrow(
      'no production system',
    );
  });
});
