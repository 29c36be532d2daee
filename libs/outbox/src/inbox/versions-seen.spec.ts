import { hasTakenEffect, passingOver, type VersionsSeen, withVersion } from './versions-seen.ts';

const seenUpTo = (seq: number, ...gaps: [number, number][]): VersionsSeen => ({
  seq,
  gaps: gaps.map(([from, to]) => ({ from, to })),
});

describe(withVersion, () => {
  it.each<{ what: string; before: VersionsSeen | undefined; version: number; after: VersionsSeen }>([
    { what: 'the first of all', before: undefined, version: 1, after: seenUpTo(1) },
    { what: 'the first that came', before: undefined, version: 7, after: seenUpTo(7, [1, 6]) },
    { what: 'the next', before: seenUpTo(3), version: 4, after: seenUpTo(4) },
    { what: 'one behind a gap', before: seenUpTo(1), version: 4, after: seenUpTo(4, [2, 3]) },
    { what: 'one behind a second gap', before: seenUpTo(4, [2, 3]), version: 6, after: seenUpTo(6, [2, 3], [5, 5]) },
    { what: 'one known', before: seenUpTo(4, [2, 3]), version: 1, after: seenUpTo(4, [2, 3]) },
    { what: 'the first of a gap', before: seenUpTo(7, [1, 6]), version: 1, after: seenUpTo(7, [2, 6]) },
    { what: 'the last of a gap', before: seenUpTo(7, [1, 6]), version: 6, after: seenUpTo(7, [1, 5]) },
    { what: 'one within a gap', before: seenUpTo(7, [1, 6]), version: 3, after: seenUpTo(7, [1, 2], [4, 6]) },
    { what: 'the whole of a gap', before: seenUpTo(7, [2, 2], [4, 6]), version: 2, after: seenUpTo(7, [4, 6]) },
  ])('$what', ({ before, version, after }) => {
    expect(withVersion(before, version)).toEqual(after);
    expect(hasTakenEffect(withVersion(before, version), version)).toBe(true);
  });

  it('knows after any order exactly what has taken effect', () => {
    const order = [5, 9, 2, 7, 1, 8, 3];
    const seen = order.reduce<VersionsSeen | undefined>(withVersion, undefined);
    const known = Array.from({ length: 10 }, (_, index) => index + 1).filter(
      (one) => seen && hasTakenEffect(seen, one),
    );
    expect(known).toEqual([...order].sort());
  });
});

describe(passingOver, () => {
  it.each<{ what: string; before: VersionsSeen | undefined; version: number; after: VersionsSeen }>([
    { what: 'the next', before: seenUpTo(1), version: 2, after: seenUpTo(2, [2, 2]) },
    { what: 'the first of all', before: undefined, version: 1, after: seenUpTo(1, [1, 1]) },
    { what: 'one passed over already', before: seenUpTo(3, [2, 2]), version: 2, after: seenUpTo(3, [2, 2]) },
  ])('$what stays open', ({ before, version, after }) => {
    expect(passingOver(before, version)).toEqual(after);
    expect(hasTakenEffect(passingOver(before, version), version)).toBe(false);
  });
});
