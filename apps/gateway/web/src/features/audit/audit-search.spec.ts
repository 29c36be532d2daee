import { auditQuestion, auditSearch } from './audit-search.ts';

const id = '0'.repeat(24);

describe('the address of the audit page', () => {
  it('keeps what it knows and leaves the rest out', () => {
    const search = {
      kind: 'deal',
      action: 'changed',
      person: id,
      record: `deal:${id}`,
      from: '2026-11-01',
      to: '2026-11-30',
    };
    expect(auditSearch({ ...search, page: '2' })).toEqual(search);
    expect(auditSearch({ kind: 'x', action: 'y', person: 'me', record: `x:${id}`, from: 'today', to: '' })).toEqual({});
    expect(auditSearch({ record: `deal:${id}:1` })).toEqual({});
  });

  it('means whole days where the reader is', () => {
    expect(auditQuestion({ from: '2026-11-24', to: '2026-11-24' }, 'Europe/Moscow')).toEqual({
      from: '2026-11-23T21:00:00.000Z',
      to: '2026-11-24T21:00:00.000Z',
    });
  });

  it('asks for one record by itself', () => {
    expect(auditQuestion({ kind: 'client', record: `deal:${id}` }, 'UTC')).toEqual({ record: `deal:${id}` });
  });
});
