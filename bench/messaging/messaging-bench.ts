import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { systemActor } from '@crm/access';
import { type Actor, listEmployees, loadStaff } from '@crm/contracts';
import { crmDirectory } from '../../tools/repository.ts';
import type { RunningStack } from '../../tools/start/running-stack.ts';
import { startStack } from '../../tools/start/start-stack.ts';
import { terminalProgress } from '../../tools/terminal/progress.ts';
import { withRpc } from '../loading/with-rpc.ts';
import { measureCalls } from './calls/calls-bench.ts';
import { measureCommands } from './commands-bench.ts';
import { measureEvents } from './events-bench.ts';
import { parseMessagingBenchOptions } from './options.ts';
import { callTable, eventTable, writeTable } from './report.ts';

/** `npm run bench -- messaging`: what it costs that nothing is lost and nothing happens twice. */
export async function runMessagingBench(args: string[]): Promise<void> {
  const options = parseMessagingBenchOptions(args);
  const report = terminalProgress();
  const directory = join(crmDirectory, 'bench-messaging');
  const databasePrefix = `crm_${randomBytes(3).toString('hex')}`;
  const stack = await startStack({ directory, ports: 'free', demo: false, databasePrefix, report });
  try {
    if (options.parts.includes('calls')) console.log(callTable(await measureCalls(stack.servers.rabbitmqUrl, options)));
    const manager = await anEmployee(stack);
    if (options.parts.includes('commands')) console.log(writeTable(await measureCommands(stack, manager, options)));
    if (options.parts.includes('events')) {
      console.log(eventTable(await measureEvents({ stack, databasePrefix, manager, system: systemActor }, options)));
    }
  } finally {
    await stack.stop();
  }
}

/** Somebody who may own what the commands make. */
async function anEmployee(stack: RunningStack): Promise<Actor> {
  const data = await withRpc(stack, async (rpc) => {
    const departments = [{ externalId: 'bench', name: 'Bench' }];
    const employees = [{ externalId: 'bench', name: 'Bench', departmentExternalId: 'bench' }];
    await rpc.call(loadStaff, { departments, employees }, { actor: systemActor });
    return (await rpc.call(listEmployees, { search: 'Bench' }, { actor: systemActor })).data;
  });
  return { ...systemActor, employeeId: data[0]?.id ?? '', role: 'manager', scope: { kind: 'own' } };
}
