import type { ImportFile } from '@crm/contracts';
import type { RawRow } from './read-rows.ts';
import { rowReaders } from './source-rows.ts';

const opportunity = {
  opportunity_id: '1C1I7A6R',
  sales_agent: 'Moses Frase',
  product: 'GTX Basic',
  account: 'Cancity',
  deal_stage: 'Won',
  engage_date: '10/20/2016',
  close_date: '3/1/2017',
  close_value: '1054',
};
const account = {
  account: 'Acme Corporation',
  sector: 'technolgy',
  year_established: '1996',
  revenue: '1100.04',
  employees: '2822',
  office_location: 'United States',
  subsidiary_of: '',
};
const readOpportunity = (given: Partial<typeof opportunity>) =>
  rowReaders.sales_pipeline({ line: 7, values: { ...opportunity, ...given } });

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('an opportunity', () => {
  it('is read with its days and its exact value', () => {
    expect(readOpportunity({})).toMatchObject({
      stage: 'Won',
      engagedOn: '2016-10-20',
      closedOn: '2017-03-01',
      value: '1054',
    });
  });

  it.each([
    ['2017-03-01', '2017-03-01'],
    ['12/31/2017', '2017-12-31'],
    ['02/09/2017', '2017-02-09'],
  ])('may be closed on %s', (close_date, closedOn) => {
    expect(readOpportunity({ close_date }).closedOn).toBe(closedOn);
  });

  it('may lack everything that comes later', () => {
    const open = { deal_stage: 'Prospecting', account: '', engage_date: '', close_date: '', close_value: '' };
    expect(readOpportunity(open)).toMatchObject({ account: '', engagedOn: null, closedOn: null, value: null });
  });

  it.each([
    [{ opportunity_id: '' }, 'opportunity_id', 'value_missing'],
    [{ sales_agent: '' }, 'sales_agent', 'value_missing'],
    [{ sales_agent: 'x'.repeat(81) }, 'sales_agent', 'value_too_long'],
    [{ deal_stage: 'Thinking' }, 'deal_stage', 'stage'],
    [{ close_date: '' }, 'close_date', 'value_missing'],
    [{ close_value: '' }, 'close_value', 'value_missing'],
    [{ close_value: '1,054' }, 'close_value', 'number'],
    [{ close_value: '-5' }, 'close_value', 'number'],
    [{ close_value: '1e6' }, 'close_value', 'number'],
    [{ close_date: '31/12/2017' }, 'close_date', 'date'],
    [{ close_date: '2/30/2017' }, 'close_date', 'date'],
    [{ close_date: '2017-02-30' }, 'close_date', 'date'],
    [{ engage_date: 'yesterday' }, 'engage_date', 'date'],
    [{ close_date: '10/19/2016' }, 'close_date', 'dates_reversed'],
  ])('is refused with %j', (given, field, reason) => {
    const refused = { code: 'import.malformed', details: { file: 'sales_pipeline.csv', line: 7, field, reason } };
    expect(thrownBy(() => readOpportunity(given))).toMatchObject(refused);
  });
});

describe('rows of the other files', () => {
  const reads = <File extends ImportFile>(file: File, values: RawRow<File>['values']) =>
    rowReaders[file]({ line: 2, values });

  it('are read', () => {
    expect(reads('accounts', account)).toEqual({
      line: 2,
      account: 'Acme Corporation',
      sector: 'technolgy',
      foundedIn: 1996,
      revenueMillions: '1100.04',
      employees: 2822,
      country: 'United States',
      parent: '',
    });
    expect(reads('products', { product: 'GTK 500', series: 'GTK', sales_price: '026768.50' })).toMatchObject({
      price: '26768.50',
    });
    expect(reads('sales_teams', { sales_agent: 'A', manager: 'B', regional_office: 'West' })).toEqual({
      line: 2,
      agent: 'A',
      manager: 'B',
      office: 'West',
    });
  });

  it.each([
    { account: '' },
    { employees: 'many' },
    { year_established: '19.5' },
    { year_established: '96' },
    { revenue: '1.23456' },
  ])('refuses an account with %j', (given) => {
    expect(() => reads('accounts', { ...account, ...given })).toThrow('import.malformed');
  });
});
