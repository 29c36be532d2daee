import { randomBytes } from 'node:crypto';
import { rightsInTheBeginning, systemActor } from '@crm/access';
import { type Actor, listEmployees, loadStaff } from '@crm/contracts';
import type { RunningStack } from '../../tools/start/running-stack.ts';
import { withRpc } from '../loading/with-rpc.ts';
import { onStack } from '../measuring/on-stack.ts';
import { measureCalls } from './calls/calls-bench.ts';
import { measureCommands } from './commands-bench.ts';
import { measureDrain, measureVisibility } from './events-bench.ts';
import { parseMessagingBenchOptions } from './options.ts';
import { callTable, drainTable, visibleTable, writeTable } from './report.ts';

/** `npm run bench -- messaging`: what it costs that nothing is lost and nothing happens twice. */
export async function runMessagingBench(args: string[]): Promise<void> {
  const options = parseMessagingBenchOptions(args);
  const databasePrefix = `crm_${randomBytes(3).toString('hex')}`;
  await onStack({ name: 'bench-messaging', databasePrefix }, async ({ stack }) => {
    const { parts } = options;
    if (parts.includes('calls')) console.log(callTable(await measureCalls(stack.servers.rabbitmqUrl, options)));
    const manager = await anEmployee(stack);
    if (parts.includes('commands')) console.log(writeTable(await measureCommands(stack, manager, options)));
    const events = { stack, databasePrefix, manager, system: systemActor };
    if (parts.includes('visible')) console.log(visibleTable(await measureVisibility(events, options)));
    if (parts.includes('drain')) console.log(drainTable(await measureDrain(events, options)));
  });
}

/** Somebody who may own what the commands make. */
async function anEmployee(stack: RunningStack): Promise<Actor> {
  const data = await withRpc(stack, async (rpc) => {
    const departments = [{ externalId: 'bench', name: 'Bench' }];
    const employees = [{ externalId: 'bench', name: 'Bench', departmentExternalId: 'bench' }];
    await rpc.call(loadStaff, { departments, employees }, { actor: systemActor });
    return (await rpc.call(listEmployees, { search: 'Bench' }, { actor: systemActor })).data;
  });
  return {
    ...systemActor,
    employeeId: data[0]?.id ?? '',
    role: 'manager',
    scopes: rightsInTheBeginning.manager.scopes,
  };
}
