import { ancestorsBelow, assertMayStand, MAX_LEVELS, movedBelow, type Place } from './department-tree.ts';

/** A chain of departments, each below the one before. */
const chain = (...ids: string[]): Place[] =>
  ids.map((id, level) => ({ id, parentId: ids[level - 1] ?? null, ancestorIds: ids.slice(0, level) }));

describe(assertMayStand, () => {
  const [company, east, farEast, office] = chain('company', 'east', 'far east', 'office') as [
    Place,
    Place,
    Place,
    Place,
  ];
  const west: Place = { id: 'west', parentId: 'company', ancestorIds: ['company'] };
  const branch = [east, farEast, office];

  it.each([
    { what: 'another branch', parent: west },
    { what: 'its own parent', parent: company },
    { what: 'the top', parent: null },
  ])('lets a department stand below $what', ({ parent }) => {
    expect(() => assertMayStand(east, parent, branch)).not.toThrow();
  });

  it.each([
    { what: 'itself', parent: east },
    { what: 'a child', parent: farEast },
    { what: 'a grandchild', parent: office },
  ])('refuses $what as the department above', ({ parent }) => {
    expect(() => assertMayStand(east, parent, branch)).toThrow('department.cycle');
  });

  it('counts the levels of the whole branch', () => {
    const deep = chain(...Array.from({ length: MAX_LEVELS - 3 }, (_, level) => `level ${level}`));
    const [lowest, second] = [deep.at(-1)!, deep.at(-2)!];
    expect(() => assertMayStand(east, second, branch)).not.toThrow();
    expect(() => assertMayStand(east, lowest, branch)).not.toThrow();
    const below: Place = { id: 'below', parentId: lowest.id, ancestorIds: ancestorsBelow(lowest) };
    expect(() => assertMayStand(east, below, branch)).toThrow('department.too_deep');
  });
});

describe(movedBelow, () => {
  it('gives everything below the new departments above, once for each parent', () => {
    const [, east, farEast, office] = chain('company', 'east', 'far east', 'office') as [Place, Place, Place, Place];
    const second: Place = { ...office, id: 'second office' };
    expect(movedBelow(east, ['world', 'asia'], [east, farEast, office, second])).toEqual([
      { parentId: 'east', ancestorIds: ['world', 'asia', 'east'] },
      { parentId: 'far east', ancestorIds: ['world', 'asia', 'east', 'far east'] },
    ]);
  });

  it('has nothing to do below a department without others', () => {
    const [east] = chain('east') as [Place];
    expect(movedBelow(east, ['company'], [east])).toEqual([]);
  });
});
