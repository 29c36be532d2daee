import type { ImportRefusal } from '@crm/contracts';
import { describeRefusal, explain, terminalLanguage } from './explain.ts';
import { progressText } from './progress-line.ts';
import { summaryText } from './summary.ts';

const refusal: ImportRefusal = {
  file: 'accounts.csv',
  line: 3,
  field: 'account',
  reason: 'value_missing',
  message: { ru: 'Значение обязательно', en: 'The value is required' },
};

describe('a refusal', () => {
  it('names the file, the line and the reason', () => {
    expect(describeRefusal(refusal, 'en')).toBe('accounts.csv, line 3, account: The value is required');
    expect(describeRefusal(refusal, 'ru')).toBe('accounts.csv, строка 3, account: Значение обязательно');
    expect(describeRefusal({ ...refusal, line: null, field: null }, 'en')).toBe('accounts.csv: The value is required');
  });

  it.each([
    [{ LANG: 'ru_RU.UTF-8' }, 'ru'],
    [{ LANG: 'ru_RU.UTF-8', LC_ALL: 'C' }, 'en'],
    [{}, 'en'],
  ])('is in the language of the terminal %j', (environment, language) => {
    expect(terminalLanguage(environment)).toBe(language);
  });

  it('is explained by its problem', () => {
    const problem = { type: '', status: 422, code: 'import.malformed', title: 'The file', requestId: 'r' };
    expect(explain({ ...problem, details: refusal }, 422, 'en')).toContain('accounts.csv, line 3');
    expect(explain({ ...problem, code: 'forbidden', title: 'Not you' }, 403, 'en')).toBe('Not you (forbidden)');
    expect(explain(undefined, 502, 'en')).toBe('The gateway answered with status 502.');
  });
});

describe(progressText, () => {
  const none = { done: 0, total: null };

  it.each<{ text: string; job: Parameters<typeof progressText>[0] }>([
    { text: 'waiting', job: { status: 'queued', parts: { checked: none }, progress: none } },
    {
      text: 'checking: 5,000 rows',
      job: { status: 'running', parts: { checked: { done: 5_000, total: null } }, progress: none },
    },
    {
      text: 'loading: 1,500 of 8,800 records (deals 1,415 of 8,715)',
      job: {
        status: 'running',
        parts: { clients: { done: 85, total: 85 }, deals: { done: 1_415, total: 8_715 } },
        progress: { done: 1_500, total: 8_800 },
      },
    },
  ])('is "$text"', ({ text, job }) => {
    expect(progressText(job)).toBe(text);
  });
});

describe(summaryText, () => {
  it('tells what was loaded, corrected and not placed', () => {
    const outcome = { created: 1, kept: 2 };
    const group = { file: 'sales_pipeline', field: 'product' } as const;
    const text = summaryText(
      {
        files: [],
        records: { departments: outcome, employees: outcome, products: outcome, clients: outcome, deals: outcome },
        findings: [
          { ...group, kind: 'corrected', from: 'GTXPro', to: 'GTX Pro', reason: 'spacing', rows: 1_480 },
          { ...group, field: 'account', kind: 'unplaced', from: '', to: null, reason: 'empty', rows: 1_425 },
        ],
      },
      {
        open: { count: 1, amounts: [] },
        won: { count: 4_238, amounts: [{ amount: '10005534', currency: 'USD' }] },
        lost: { count: 0, amounts: [] },
      },
    );
    expect(text).toContain('1,480 × sales_pipeline.product: "GTXPro" -> "GTX Pro"');
    expect(text).toContain('1,425 × sales_pipeline.account: nothing');
    expect(text).toMatch(/won +4,238 +10,005,534 USD/);
  });
});
