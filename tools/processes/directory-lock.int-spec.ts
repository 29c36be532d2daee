import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { lockDirectory } from './directory-lock.ts';
import { identify } from './process-identity.ts';

describe(lockDirectory, () => {
  let directory: string;

  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'crm-lock-'))));
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const ownedBy = (owner: unknown): void => writeFileSync(join(directory, 'owner.json'), JSON.stringify(owner));

  it('refuses a directory that a living process uses, naming it', () => {
    ownedBy(identify(process.ppid));
    expect(() => lockDirectory(directory)).toThrow(`process ${process.ppid}`);
  });

  it('takes over from a process that is gone, also when its id belongs to another one now', () => {
    ownedBy({ pid: process.ppid, startedAt: 'long ago' });
    const unlock = lockDirectory(directory);
    unlock();
    expect(() => lockDirectory(directory)).not.toThrow();
  });

  it('survives a damaged lock', () => {
    writeFileSync(join(directory, 'owner.json'), '{"pid":');
    expect(() => lockDirectory(directory)).not.toThrow();
  });
});
