import { readFileSync, rmSync, writeFileSync } from 'node:fs';

import { identify, type ProcessIdentity } from './process-identity.ts';

/** Writes down which process uses something, so that a later run can tell whether it is still there. */
export function writeIdentity(file: string, identity = identify(process.pid)): void {
  writeFileSync(file, JSON.stringify(identity));
}

/** The process written down in the file; undefined when there is no file or it is damaged. */
export function readIdentity(file: string): ProcessIdentity | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isIdentity(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

export function removeIdentity(file: string): void {
  rmSync(file, { force: true });
}

function isIdentity(content: unknown): content is ProcessIdentity {
  return typeof content === 'object' && content !== null && 'pid' in content && 'startedAt' in content;
}
