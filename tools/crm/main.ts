import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { crmDirectory, repositoryRoot } from '../repository.ts';
import { onTopOf } from '../start/service-environment.ts';
import { describeFailure, ExpectedTrouble } from '../terminal/expected-trouble.ts';

const runningFile = join(crmDirectory, 'running.json');
const program = join(repositoryRoot, 'apps', 'gateway', 'dist', 'crm.js');

/** `npm run crm -- …`: the operator's program, on the system that `npm start` runs at this moment. */
async function main(): Promise<void> {
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)], {
    env: onTopOf(process.env, readEnvironment()),
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}

/** The variables that its gateway was started with. */
function readEnvironment(): Record<string, string> {
  if (!existsSync(runningFile)) throw new ExpectedTrouble('The CRM does not run here. Start it with npm start.');
  const { environment } = JSON.parse(readFileSync(runningFile, 'utf8')) as { environment: Record<string, string> };
  return environment;
}

try {
  await main();
} catch (failure) {
  console.error(describeFailure(failure));
  process.exitCode = 1;
}
