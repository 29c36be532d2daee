import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { featureFiles } from './feature-files.ts';
import type { FeatureNames } from './names.ts';
import { featureWiring } from './wiring.ts';

/**
 * Writes the files of a feature into a checkout and makes it known to its service. Nothing is written when one of the
 * files is there already.
 *
 * @returns the paths of the new files, relative to the checkout.
 */
export async function writeFeature(root: string, names: FeatureNames): Promise<string[]> {
  const files = featureFiles(names);
  const taken = files.find(({ path }) => existsSync(join(root, path)));
  if (taken) throw new Error(`${taken.path} is there already`);
  const wired = featureWiring(names).map(({ path, change }) => ({
    path,
    text: change(readFileSync(join(root, path), 'utf8')),
  }));
  for (const { path, text } of [...files, ...wired]) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
  }
  return files.map(({ path }) => path);
}
