import type { ImportFinding } from '@crm/contracts';
import { knownClassifiers, type SetLines, smallSet, sourceOf } from '../../../test/import-set.ts';
import { ownerOf } from './pipeline.ts';
import { surveySet } from './survey.ts';

async function survey(given: Partial<SetLines> = {}) {
  const findings: ImportFinding[] = [];
  const result = await surveySet(sourceOf(given), knownClassifiers, async (finding) => {
    findings.push(finding);
  });
  return { ...result, findings };
}

describe(surveySet, () => {
  it('reports every value that is loaded otherwise than it stands there', async () => {
    const { findings } = await survey();
    expect(
      findings.map(({ kind, file, line, row, field, from, to, reason }) => [
        kind,
        file,
        line,
        row,
        field,
        from,
        to,
        reason,
      ]),
    ).toEqual([
      ['corrected', 'accounts', 2, 'Hilltop', 'sector', 'technolgy', 'technology', 'typo'],
      ['corrected', 'accounts', 3, 'Brookside', 'office_location', 'Philipines', 'Philippines', 'typo'],
      ['added', 'accounts', 4, 'Meadow & Co', 'sector', 'farming', 'farming', 'new_value'],
      ['added', 'accounts', 4, 'Meadow & Co', 'office_location', 'Korea', 'Korea', 'new_value'],
      ['corrected', 'accounts', 3, 'Brookside', 'subsidiary_of', 'hilltop', 'Hilltop', 'spacing'],
      ['corrected', 'sales_pipeline', 2, 'OPP1', 'product', 'AlphaPro', 'Alpha Pro', 'spacing'],
      ['unplaced', 'sales_pipeline', 5, 'OPP4', 'account', '', null, 'empty'],
    ]);
  });

  it('says why in both languages', async () => {
    const { findings } = await survey();
    expect(findings.at(-1)?.message).toEqual({
      ru: 'Значение не указано: сделка сохранена без клиента',
      en: 'No value is given: the deal is kept without a client',
    });
  });

  it('adds what the classifiers lack, once', async () => {
    const twice = [...smallSet.accounts, 'Fourth,farming,2001,1,1,Korea,'];
    const { classifiers, findings } = await survey({ accounts: twice });
    expect(classifiers.sectors.added).toEqual([{ code: 'farming', name: { ru: 'farming', en: 'farming' } }]);
    expect(classifiers.regions.added).toEqual([{ code: 'korea', name: { ru: 'Korea', en: 'Korea' } }]);
    expect(findings.filter(({ kind }) => kind === 'added')).toHaveLength(2);
  });

  it('knows how deep each account stands below its parents', async () => {
    const { accounts } = await survey();
    expect(Object.fromEntries(accounts.depths)).toEqual({ Hilltop: 0, Brookside: 1, 'Meadow & Co': 0 });
  });

  it('finds the agent with the most opportunities, by name where several have as many', async () => {
    const { pipeline } = await survey({
      sales_pipeline: [
        'O1,Bob Ray,Alpha Pro,Hilltop,Engaging,,,',
        'O2,Ann Lee,Alpha Pro,Hilltop,Engaging,,,',
        'O3,Ann Lee,Alpha Pro,Brookside,Won,,3/1/2017,5',
        'O4,Cid Fox,Alpha Pro,Brookside,Engaging,,,',
        'O5,Cid Fox,Alpha Pro,Brookside,Engaging,,,',
      ],
    });
    const owners = Array.from(pipeline.accounts, ([account, deals]) => [account, ownerOf(deals), deals.hasWon]);
    expect(owners).toEqual([
      ['Hilltop', 'Ann Lee', false],
      ['Brookside', 'Cid Fox', true],
    ]);
  });

  it('goes on without agents, products and accounts that nobody knows', async () => {
    const { findings } = await survey({ sales_pipeline: ['O1,Zoe Quill,Gamma,Nowhere,Engaging,,,'] });
    const unplaced = findings.filter(({ kind }) => kind === 'unplaced');
    expect(unplaced.map(({ field, from, reason }) => [field, from, reason])).toEqual([
      ['sales_agent', 'Zoe Quill', 'unknown'],
      ['product', 'Gamma', 'unknown'],
      ['account', 'Nowhere', 'unknown'],
    ]);
  });

  it.each<[string, Partial<SetLines>, object]>([
    [
      'an agent twice',
      { sales_teams: [...smallSet.sales_teams, 'ann lee,Nora Hill,East'] },
      { file: 'sales_teams.csv', line: 5, field: 'sales_agent', reason: 'key_repeated' },
    ],
    [
      'a product twice',
      { products: ['A,S,1', 'a,S,2'] },
      { file: 'products.csv', line: 3, field: 'product', reason: 'key_repeated' },
    ],
    [
      'an account twice',
      { accounts: [...smallSet.accounts, 'Hill top,medical,1999,1,1,Japan,'] },
      { file: 'accounts.csv', line: 5, field: 'account', reason: 'key_repeated' },
    ],
    [
      'an opportunity twice',
      { sales_pipeline: [smallSet.sales_pipeline[0]!, smallSet.sales_pipeline[0]!] },
      { file: 'sales_pipeline.csv', line: 3, field: 'opportunity_id', reason: 'key_repeated' },
    ],
    [
      'an account below itself',
      { accounts: ['One,medical,1999,1,1,Japan,Other', 'Other,medical,1999,1,1,Japan,One'] },
      { file: 'accounts.csv', line: 2, field: 'subsidiary_of', reason: 'parent_cycle' },
    ],
    [
      'a date in the last row',
      { sales_pipeline: [...smallSet.sales_pipeline, 'OPP6,Ann Lee,Alpha Pro,,Won,,13/13/2017,5'] },
      { file: 'sales_pipeline.csv', line: 7, field: 'close_date', reason: 'date' },
    ],
  ])('refuses %s', async (_what, given, details) => {
    await expect(survey(given)).rejects.toMatchObject({ code: 'import.malformed', details });
  });
});
