import { fieldPath } from './field-path.ts';

describe(fieldPath, () => {
  it.each([
    ['/name', 'name'],
    ['/next/plannedAt', 'next.plannedAt'],
    ['/phones/0', 'phones.0'],
    ['limit', 'limit'],
    ['/a~1b/c~0d', 'a/b.c~d'],
  ])('reads %s as %s', (pointer, path) => expect(fieldPath(pointer)).toBe(path));
});
