import { decimalFromString, decimalToString } from './decimal.ts';
import { isId, newId, toObjectId } from './ids.ts';

describe('decimals', () => {
  it.each([
    { text: '0.1', kept: '0.1' },
    { text: '1000000000000000000000000000000000', kept: '1000000000000000000000000000000000' },
    { text: '-12345678901234.5678', kept: '-12345678901234.5678' },
    { text: '0.00000000000001', kept: '0.00000000000001' },
    { text: '1.50', kept: '1.5' },
    { text: '1E+3', kept: '1000' },
  ])('keep $text exactly, in plain notation', ({ text, kept }) => {
    expect(decimalToString(decimalFromString(text))).toBe(kept);
  });

  it.each(['', 'ten', '1,5', '0x10', '12345678901234567890123456789012345'])('refuse "%s"', (text) => {
    expect(() => decimalFromString(text)).toThrow();
  });
});

describe('ids', () => {
  it('sort by the moment of their creation', () => {
    const ids = Array.from({ length: 100 }, newId);
    expect(ids.every(isId)).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
  });

  it.each(['', '123', 'z'.repeat(24), 'A'.repeat(24)])('are not "%s"', (text) => {
    expect(isId(text)).toBe(false);
  });

  it('come back from the database as they went', () => {
    const id = newId();
    expect(toObjectId(id).toHexString()).toBe(id);
  });
});
