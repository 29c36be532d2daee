import { compareBuilds } from './build-record.ts';

describe(compareBuilds, () => {
  const earlier = { settings: 's1', sources: { 'a.ts': '1', 'b.ts': '2' } };

  it('finds nothing to do when nothing changed', () => {
    expect(compareBuilds(earlier, earlier)).toEqual({ changed: [], removed: [] });
  });

  it('finds changed, new and removed sources', () => {
    const now = { settings: 's1', sources: { 'a.ts': '9', 'c.ts': '3' } };
    expect(compareBuilds(earlier, now)).toEqual({ changed: ['a.ts', 'c.ts'], removed: ['b.ts'] });
  });

  it('compiles everything anew under other settings, and forgets no result of a source that is gone', () => {
    const now = { settings: 's2', sources: { 'a.ts': '1' } };
    expect(compareBuilds(earlier, now)).toEqual({ changed: ['a.ts'], removed: ['b.ts'] });
  });

  it('compiles everything the first time', () => {
    expect(compareBuilds(undefined, earlier)).toEqual({ changed: ['a.ts', 'b.ts'], removed: [] });
  });
});
