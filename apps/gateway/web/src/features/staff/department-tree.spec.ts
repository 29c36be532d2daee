import type { Department } from '@crm/contracts';
import { branchOf, treeRows } from './department-tree.ts';

const department = (id: string, parentId: string | null): Department => ({
  id,
  name: id,
  parentId,
  headId: null,
  version: 1,
});
const departments = [
  department('company', null),
  department('East', 'company'),
  department('office', 'East'),
  department('West', 'company'),
];
const shown = (unfolded: string[], search = '') =>
  treeRows(departments, { unfolded: new Set(unfolded), search }).map(
    ({ department: { id }, depth }) => `${'-'.repeat(depth)}${id}`,
  );

describe(treeRows, () => {
  it.each([
    { unfolded: [], rows: ['company'] },
    { unfolded: ['company'], rows: ['company', '-East', '-West'] },
    { unfolded: ['company', 'East'], rows: ['company', '-East', '--office', '-West'] },
    { unfolded: ['East'], rows: ['company'] },
  ])('shows below $unfolded what is unfolded', ({ unfolded, rows }) => {
    expect(shown(unfolded)).toEqual(rows);
  });

  it.each([
    { search: 'OFF', rows: ['company', '-East', '--office'] },
    { search: 'st', rows: ['company', '-East', '-West'] },
    { search: 'nowhere', rows: [] },
  ])('finds $search with everything above', ({ search, rows }) => {
    expect(shown([], search)).toEqual(rows);
  });

  it('shows a department at the top whose parent is not known', () => {
    const rows = treeRows([department('stray', 'unknown')], { unfolded: new Set(), search: '' });
    expect(rows).toMatchObject([{ depth: 0, hasChildren: false }]);
  });
});

describe(branchOf, () => {
  it('is the department with everything below it', () => {
    expect([...branchOf(departments, 'East')]).toEqual(['East', 'office']);
    expect(branchOf(departments, 'company').size).toBe(4);
  });
});
