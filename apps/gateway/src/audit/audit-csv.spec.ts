import type { AuditEntry } from '@crm/contracts';
import { parse } from 'csv-parse/sync';
import { auditCsv, rowsOf } from './audit-csv.ts';

const id = '0'.repeat(24);
const entry: AuditEntry = {
  ...{ id, kind: 'deal', recordId: id, seq: 2, version: 2, action: 'changed', at: '2026-11-29T10:00:00.000Z' },
  ...{ actor: { accountId: id, employeeId: id, role: 'manager' }, onBehalfOf: ['1'.repeat(24)], requestId: 'r' },
  ...{ address: '192.0.2.7', reason: null, erased: false, changes: [] },
};
const changed = (after: unknown, before: unknown = null) => ({ field: 'title', before, after, personal: false });
const named = (employeeId: string) => (employeeId === id ? 'Irina' : undefined);

async function written(entries: readonly AuditEntry[], language: 'ru' | 'en' = 'en'): Promise<string> {
  const csv = auditCsv(language);
  for (const row of entries.flatMap((one) => rowsOf(one, named))) csv.write(row);
  csv.end();
  return (await csv.toArray()).join('');
}
const read = async (after: unknown) => {
  const text = await written([{ ...entry, changes: [changed(after)] }]);
  return parse<Record<string, string>>(text, { bom: true, columns: true })[0]?.['After'];
};

describe('the audit as CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠1'])(
    'holds no cell that a spreadsheet would take for a formula: %j',
    async (text) => expect(await read(text)).toBe(`'${text}`),
  );

  it.each<[unknown, string]>([
    ['say "yes", or no', 'say "yes", or no'],
    ['two\nlines', 'two\nlines'],
    ['a;b', 'a;b'],
    [-5, '-5'],
    [null, ''],
    [true, 'true'],
    [{ amount: '10' }, '{"amount":"10"}'],
    [['=1'], '["=1"]'],
  ])('brings %j back as %j', async (value, expected) => expect(await read(value)).toBe(expected));

  it('has a row for each field, and one where none is told of', () => {
    expect(rowsOf(entry, named)).toEqual([
      expect.objectContaining({ actor: 'Irina', onBehalfOf: '1'.repeat(24), field: '', role: 'manager' }),
    ]);
    expect(rowsOf({ ...entry, changes: [changed('b', 'a'), changed(2)] }, named)).toMatchObject([
      { seq: 2, field: 'title', before: 'a', after: 'b' },
      { seq: 2, before: '', after: 2 },
    ]);
  });

  it('speaks the language of its reader, and parts columns as his spreadsheet does', async () => {
    const [english, russian] = [await written([entry]), await written([entry], 'ru')];
    expect(english.split('\r\n')[0]).toMatch(/^\uFEFFWhen \(UTC\),Kind of record,/);
    expect(russian.split('\r\n')[0]).toMatch(/^\uFEFFКогда \(UTC\);Вид записи;/);
    expect(await written([])).toBe(`${english.split('\r\n')[0]}\r\n`);
  });
});
