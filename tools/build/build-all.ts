import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { repositoryRoot } from '../repository.ts';
import type { Progress } from '../terminal/progress.ts';
import { buildPackage, recordName } from './build-package.ts';
import { hashOf } from './build-record.ts';
import { buildPage } from './build-page.ts';

/** Brings every library, every service and the web page up to date; what has not changed is left alone. */
export async function buildAll(report: Progress, signal?: AbortSignal): Promise<void> {
  const services = report.step('building the services', buildPackages, (files) =>
    files === 0 ? 'services are built already' : `services built: ${files} changed files`,
  );
  const page = report.step(
    'building the web page',
    () => buildPage(signal),
    (isNew) => (isNew ? 'web page built' : 'web page is built already'),
  );
  const failure = (await Promise.allSettled([services, page])).find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}

async function buildPackages(): Promise<number> {
  const counts = await Promise.all(packageDirectories().map(buildPackage));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Names what was built: the same again as long as no source and no setting has changed. */
export function buildFingerprint(): string {
  const records = packageDirectories().map((directory) => join(directory, 'dist', recordName));
  return hashOf(records.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')).join('\n'));
}

function packageDirectories(): string[] {
  return ['libs', 'apps']
    .flatMap((folder) => readdirSync(join(repositoryRoot, folder)).map((name) => join(repositoryRoot, folder, name)))
    .filter((directory) => existsSync(join(directory, 'src')));
}
