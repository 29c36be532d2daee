import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { transformFile, version, type Options } from '@swc/core';

import { compareBuilds, hashOf, readBuildRecord, type BuildRecord } from './build-record.ts';
import { swcOptions } from './swc-options.ts';

// A constant of its own, for SWC's published types do not know this setting yet.
const jsc = { ...swcOptions.jsc, rewriteRelativeImportExtensions: true };
const options: Options = { ...swcOptions, swcrc: false, jsc };
const settings = hashOf(version + JSON.stringify(options));
export const recordName = '.build.json';

/** Compiles the changed sources of one workspace package from src to dist; returns how many there were. */
export async function buildPackage(directory: string): Promise<number> {
  const source = join(directory, 'src');
  const target = join(directory, 'dist');
  const now = { settings, sources: hashSources(source) };
  const { changed, removed } = compareBuilds(readBuildRecord(join(target, recordName)), now);
  if (changed.length === 0 && removed.length === 0) return 0;
  for (const path of removed) removeResult(join(target, resultOf(path)));
  await Promise.all(changed.map((path) => compile(join(source, path), join(target, resultOf(path)))));
  writeRecord(target, now);
  return changed.length;
}

function hashSources(source: string): Record<string, string> {
  const paths = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(isCompiled).toSorted();
  return Object.fromEntries(paths.map((path) => [path, hashOf(readFileSync(join(source, path)))]));
}

/** Tests stay behind: Jest compiles them itself. */
function isCompiled(path: string): boolean {
  return path.endsWith('.ts') && !/(\.|-)spec\.ts$/.test(path) && !path.endsWith('.d.ts');
}

async function compile(source: string, target: string): Promise<void> {
  const { code, map } = await transformFile(source, options);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${code}\n//# sourceMappingURL=${basename(target)}.map\n`);
  if (map !== undefined) writeFileSync(`${target}.map`, map);
}

function removeResult(target: string): void {
  rmSync(target, { force: true });
  rmSync(`${target}.map`, { force: true });
}

function writeRecord(target: string, record: BuildRecord): void {
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, recordName), JSON.stringify(record));
}

const resultOf = (path: string): string => path.replace(/\.ts$/, '.js');
