import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MigratedMark } from './migrated-mark.ts';

describe(MigratedMark, () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'migrated-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('holds for the databases and the build that it was kept for, and for no others', () => {
    const isUpToDate = (prefix: string, build: string) => new MigratedMark(directory, prefix, build).isUpToDate();
    expect(isUpToDate('crm', 'one')).toBe(false);
    new MigratedMark(directory, 'crm', 'one').keep();
    expect(isUpToDate('crm', 'one')).toBe(true);
    expect(isUpToDate('crm', 'two')).toBe(false);
    expect(isUpToDate('crm_empty', 'one')).toBe(false);
  });
});
