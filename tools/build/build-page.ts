import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { lastLines, runCommand } from '../processes/run-command.ts';
import { crmDirectory, repositoryRoot } from '../repository.ts';
import { ExpectedTrouble } from '../terminal/expected-trouble.ts';
import { hashOf } from './build-record.ts';

const page = join(repositoryRoot, 'apps', 'gateway', 'web');
const builtPage = join(page, 'dist', 'index.html');
const recordFile = join(crmDirectory, 'build', 'page');

/** Everything that the page is made of: its own files, the contracts that it imports, and the API that its client is generated from. */
const ingredients = [
  page,
  join(repositoryRoot, 'libs', 'contracts', 'src'),
  join(repositoryRoot, 'libs', 'kernel', 'src'),
  join(repositoryRoot, 'apps', 'gateway', 'openapi.json'),
  join(repositoryRoot, 'package-lock.json'),
];

/** Builds the web page when anything that it is made of has changed; returns whether it was built. */
export async function buildPage(signal?: AbortSignal): Promise<boolean> {
  const hash = hashOfIngredients();
  if (existsSync(builtPage) && existsSync(recordFile) && readFileSync(recordFile, 'utf8') === hash) return false;
  const result = await runCommand('npm', ['run', '--silent', 'build', '--workspace', '@crm/web'], {
    directory: repositoryRoot,
    signal,
  });
  signal?.throwIfAborted();
  if (!result.succeeded) throw new ExpectedTrouble(`The web page does not build:\n${lastLines(result.output, 40)}`);
  mkdirSync(dirname(recordFile), { recursive: true });
  writeFileSync(recordFile, hash);
  return true;
}

function hashOfIngredients(): string {
  const files = ingredients.filter((path) => existsSync(path)).flatMap(filesOf);
  return hashOf(files.map((file) => `${relative(repositoryRoot, file)} ${hashOf(readFileSync(file))}`).join('\n'));
}

function filesOf(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !['node_modules', 'dist', 'generated'].includes(name))
    .flatMap(({ name }) => filesOf(join(path, name)))
    .toSorted();
}
