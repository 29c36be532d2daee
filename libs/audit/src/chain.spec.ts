import { type Break, breakBetween, type ChainedEntry, digestOf, hashOf, type Link, readable, textOf } from './chain.ts';

function entryBehind(previous: Link | undefined, after: string): ChainedEntry {
  const values = readable({ changes: [{ field: 'name', before: null, after }], address: '192.0.2.1', reason: null });
  const sealed = {
    ...{ kind: 'client', recordId: 'a'.repeat(24), seq: (previous?.seq ?? 0) + 1, version: 1, action: 'changed' },
    ...{ at: '2026-11-24T09:00:00.000Z', accountId: null, employeeId: null, role: null, onBehalfOf: [] },
    ...{ requestId: 'r-1', changes: textOf([]), personal: ['name'], digest: digestOf(values) },
    prev: previous?.hash ?? '',
  };
  return { ...sealed, hash: hashOf(sealed), values };
}

function chain(): [ChainedEntry, ChainedEntry, ChainedEntry] {
  const first = entryBehind(undefined, 'Anna');
  const second = entryBehind(first, 'Anne');
  return [first, second, entryBehind(second, 'Ann')];
}

const resealed = (entry: ChainedEntry, change: Partial<ChainedEntry>): ChainedEntry => {
  const { hash: _hash, values, ...sealed } = { ...entry, ...change };
  return { ...sealed, values, hash: hashOf(sealed) };
};

/** The place of the first break, counted from 1, and what it is. */
function firstBreak(entries: readonly ChainedEntry[]): readonly [number, Break] | undefined {
  let previous: Link | undefined;
  for (const [index, entry] of entries.entries()) {
    const found = breakBetween(previous, entry);
    if (found) return [index + 1, found];
    previous = entry;
  }
  return undefined;
}

describe('a chain', () => {
  const [a, b, c] = chain();
  const other = readable({ changes: [{ field: 'name', before: null, after: 'Eve' }], address: null, reason: null });

  it.each<[string, readonly ChainedEntry[], readonly [number, Break] | undefined]>([
    ['holds as it was written', [a, b, c], undefined],
    [
      'holds when personal values were taken out',
      [{ ...a, values: undefined }, b, { ...c, values: undefined }],
      undefined,
    ],
    ['holds with an end cut off, which only the record can tell', [a, b], undefined],
    ['breaks where a field was changed', [a, { ...b, action: 'created' }, c], [2, 'hash']],
    ['breaks where another actor was put in', [a, { ...b, employeeId: 'b'.repeat(24) }, c], [2, 'hash']],
    [
      'breaks behind an entry that was changed and sealed again',
      [a, resealed(b, { action: 'created' }), c],
      [3, 'order'],
    ],
    ['breaks where an entry was removed', [a, c], [2, 'gap']],
    ['breaks where the first one was removed', [b, c], [1, 'gap']],
    ['breaks where entries change places', [b, a, c], [1, 'gap']],
    [
      'breaks where entries change places and numbers',
      [a, resealed(c, { seq: 2 }), resealed(b, { seq: 3 })],
      [2, 'order'],
    ],
    ['breaks where the readable values are others', [a, { ...b, values: other }, c], [2, 'values']],
    [
      'breaks where the values were given another digest',
      [a, { ...b, values: other, digest: digestOf(other) }, c],
      [2, 'hash'],
    ],
  ])('%s', (_name, entries, expected) => {
    expect(firstBreak(entries)).toEqual(expected);
  });

  it('keeps the same values under digests that nobody can compare', () => {
    const value = { changes: [], address: null, reason: null };
    expect(digestOf(readable(value))).not.toBe(digestOf(readable(value)));
  });
});
