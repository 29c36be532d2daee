import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { crmDirectory } from '../repository.ts';
import { describeFailure } from '../terminal/expected-trouble.ts';
import { onInterrupt } from '../terminal/interrupt.ts';
import { terminalProgress } from '../terminal/progress.ts';
import { bringUpServers } from './bring-up-servers.ts';
import type { RunningServers } from './server-types.ts';

/**
 * Servers for a developer who runs single tests: brings them up, writes their URLs as shell variables to `.crm/dev-servers.env`
 * and stays until Ctrl-C. Usage: `node tools/servers/run.ts`, then elsewhere `. .crm/dev-servers.env`.
 */
async function run(): Promise<void> {
  const interrupt = onInterrupt();
  const file = join(crmDirectory, 'dev-servers.env');
  mkdirSync(crmDirectory, { recursive: true });
  const report = terminalProgress();
  const servers = await bringUpServers({
    directory: join(crmDirectory, 'dev-servers'),
    ports: 'free',
    purpose: 'test',
    report,
    signal: interrupt.signal,
  });
  writeFileSync(file, exportLines(servers));
  report.line(`The servers are up until Ctrl-C. Their URLs: . ${file}`);
  await interrupt.happened;
  rmSync(file);
  await servers.stop();
}

function exportLines({ mongodbUri, rabbitmqUrl, redisUrl }: RunningServers): string {
  const variables = { MONGODB_URI: mongodbUri, RABBITMQ_URL: rabbitmqUrl, REDIS_URL: redisUrl };
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}='${value}'\n`)
    .join('');
}

try {
  await run();
} catch (failure) {
  console.error(describeFailure(failure));
  process.exitCode = 1;
}
