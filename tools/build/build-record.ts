import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/** What a build was made from: a hash of each source by its path, and of the compiler's settings. */
export interface BuildRecord {
  settings: string;
  sources: Record<string, string>;
}

export interface BuildChanges {
  /** Sources to compile. */
  changed: string[];
  /** Sources that are gone, and so their results must. */
  removed: string[];
}

/** What has to be done to bring the results of an earlier build up to date; other settings touch everything. */
export function compareBuilds(earlier: BuildRecord | undefined, now: BuildRecord): BuildChanges {
  const known = earlier?.settings === now.settings ? earlier.sources : {};
  return {
    changed: Object.keys(now.sources).filter((path) => known[path] !== now.sources[path]),
    removed: Object.keys(earlier?.sources ?? {}).filter((path) => !(path in now.sources)),
  };
}

export function readBuildRecord(file: string): BuildRecord | undefined {
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as BuildRecord;
}

export const hashOf = (content: string | Buffer): string => createHash('sha1').update(content).digest('hex');
