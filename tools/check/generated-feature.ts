import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { featureNames } from '../new-feature/names.ts';
import { writeFeature } from '../new-feature/write-feature.ts';
import { repositoryRoot } from '../repository.ts';

/**
 * Proves the template of features: generates one in a copy of the repository, where types, lint, format, arrows between
 * parts and unused code must be as they are here, and the only test of the feature must fail.
 */

const names = featureNames('deals', 'throw-aways');
const skipped = new Set(['node_modules', 'dist', '.crm', '.git', 'coverage', 'docs']);

function copyRepository(): string {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'crm-generated-feature-')));
  for (const name of readdirSync(repositoryRoot).filter((entry) => !skipped.has(entry))) {
    cpSync(join(repositoryRoot, name), join(copy, name), {
      recursive: true,
      filter: (source) => !/[\\/](?:node_modules|dist)$/.test(source),
    });
  }
  linkPackages(copy);
  return copy;
}

/** The packages of others are those of the repository; our own are those of the copy. */
function linkPackages(copy: string): void {
  const installed = join(repositoryRoot, 'node_modules');
  mkdirSync(join(copy, 'node_modules', '@crm'), { recursive: true });
  for (const name of readdirSync(installed).filter((entry) => entry !== '@crm' && !entry.startsWith('.package'))) {
    symlinkSync(join(installed, name), join(copy, 'node_modules', name));
  }
  for (const [folder, prefix] of [
    ['libs', ''],
    ['apps', 'app-'],
  ] as const) {
    for (const name of readdirSync(join(copy, folder))) {
      symlinkSync(join(copy, folder, name), join(copy, 'node_modules', '@crm', prefix + name));
      linkNested(copy, join(folder, name));
    }
  }
  linkNested(copy, join('apps', 'gateway', 'web'));
}

/** Packages that npm could not share with the others lie beside the workspace that needs them. */
function linkNested(copy: string, workspace: string): void {
  const nested = join(workspace, 'node_modules');
  if (existsSync(join(repositoryRoot, nested))) symlinkSync(join(repositoryRoot, nested), join(copy, nested));
}

/** What the feature does not reach is what it is in the repository, where the types of all are checked beside this. */
function narrowTypes(copy: string): void {
  const file = join(copy, 'tsconfig.json');
  const settings = JSON.parse(readFileSync(file, 'utf8')) as object;
  const include = ['libs/contracts/src', 'apps/deals/src', 'apps/deals/test'];
  writeFileSync(file, JSON.stringify({ ...settings, include }));
}

function run(directory: string, args: string[]): { succeeded: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: directory, encoding: 'utf8' });
  return { succeeded: status === 0, output: stdout + stderr };
}

function require(condition: boolean, complaint: string): void {
  if (condition) return;
  console.error(complaint);
  process.exitCode = 1;
}

const copy = copyRepository();
try {
  narrowTypes(copy);
  const written = await writeFeature(copy, names);
  const bin = (name: string): string => join('node_modules', '.bin', name);
  const checks = [
    [bin('tsc'), '-p', 'tsconfig.json'],
    [bin('eslint'), ...written],
    [bin('prettier'), '--check', ...written],
    [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'libs', 'apps/deals'],
    [bin('knip'), '--workspace', 'apps/deals', '--workspace', 'libs/contracts'],
  ];
  for (const check of checks) {
    const { succeeded, output } = run(copy, check);
    require(succeeded, `${check[0] ?? ''} in the generated feature:\n${output}`);
  }
  const test = run(copy, ['--experimental-vm-modules', bin('jest'), '--selectProjects', 'unit', '--', names.things]);
  require(/Tests: +1 failed, 1 total/.test(test.output), `One failing test was expected:\n${test.output}`);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
