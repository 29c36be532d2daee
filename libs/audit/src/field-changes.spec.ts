import { Types } from 'mongoose';
import { type RecordImage, recordImageOf } from '@crm/persistence';
import { fieldChanges } from './field-changes.ts';

const id = new Types.ObjectId();
const owner = new Types.ObjectId();
const audited = { kind: 'deal', open: ['ownerId', 'amount', 'closedAt'], derived: ['words', 'alarm.state'] } as const;

const image = (fields: object): RecordImage => recordImageOf({ _id: id, ...fields });
const change = (before: object | null, after: object | null) =>
  fieldChanges(before && image(before), after && image(after), audited);

describe('the changes of a record', () => {
  const day = new Date('2026-11-24T09:00:00Z');
  const decimal = (text: string) => Types.Decimal128.fromString(text);

  it.each([
    ['a new value', { note: 'old' }, { note: 'new' }, [{ field: 'note', before: 'old', after: 'new' }]],
    ['a value where none was', {}, { note: 'new' }, [{ field: 'note', before: null, after: 'new' }]],
    ['a value that is gone', { note: 'old' }, {}, [{ field: 'note', before: 'old', after: null }]],
    ['nothing for null instead of none', { note: null }, {}, []],
    ['nothing for the same again', { note: 'old', tags: { a: 1, b: 2 } }, { note: 'old', tags: { b: 2, a: 1 } }, []],
    [
      'a list as a whole',
      { phones: ['1', '2'] },
      { phones: ['2'] },
      [{ field: 'phones', before: ['1', '2'], after: ['2'] }],
    ],
    [
      'a field within a field',
      { person: { birthday: '1980-01-01', city: 'Rome' } },
      { person: { birthday: '1980-01-02', city: 'Rome' } },
      [{ field: 'person.birthday', before: '1980-01-01', after: '1980-01-02' }],
    ],
    [
      'the fields of what was not there',
      { person: null },
      { person: { birthday: '1980-01-01' } },
      [{ field: 'person.birthday', before: null, after: '1980-01-01' }],
    ],
    ['a value instead of fields', { note: { a: 1 } }, { note: 'x' }, [{ field: 'note', before: { a: 1 }, after: 'x' }]],
    ['half a character', { note: 'a' }, { note: 'a\ud83d' }, [{ field: 'note', before: 'a', after: 'a\ufffd' }]],
  ])('are %s', (...[, before, after, expected]) => {
    expect(change(before, after)).toEqual({ open: [], personal: expected });
  });

  it('are said in the words of JSON', () => {
    const before = { ownerId: owner, amount: { amount: decimal('10.50'), currency: 'EUR' }, closedAt: null };
    const after = { ...before, amount: { amount: decimal('11'), currency: 'EUR' }, closedAt: day };
    expect(change(before, after).open).toEqual([
      { field: 'amount.amount', before: '10.50', after: '11' },
      { field: 'closedAt', before: null, after: '2026-11-24T09:00:00.000Z' },
    ]);
  });

  it('are all fields of a new record and of a deleted one, apart by what may be taken out', () => {
    const fields = { ownerId: owner, note: 'x' };
    const [ownerId] = [owner.toHexString()];
    expect(change(null, fields)).toEqual({
      open: [{ field: 'ownerId', before: null, after: ownerId }],
      personal: [{ field: 'note', before: null, after: 'x' }],
    });
    expect(change(fields, null)).toEqual({
      open: [{ field: 'ownerId', before: ownerId, after: null }],
      personal: [{ field: 'note', before: 'x', after: null }],
    });
  });

  it('say nothing of what every record has and of what is made of other fields', () => {
    const now = new Date();
    const before = { version: 1, createdAt: day, updatedAt: day, words: ['a'], alarm: { at: day, state: 'set' } };
    const after = { ...before, version: 2, updatedAt: now, words: ['b'], alarm: { at: day, state: 'rung' } };
    expect(change(before, after)).toEqual({ open: [], personal: [] });
  });
});
