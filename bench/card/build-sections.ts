import { setTimeout as pause } from 'node:timers/promises';
import { systemActor } from '@crm/access';
import { factContracts, serviceNames } from '@crm/contracts';
import type { RpcClient } from '@crm/messaging';

/** Has every service build the sections of all clients, as `crm rebuild card-sections` does, and waits until they are there. */
export async function buildSections(rpc: RpcClient, report: (line: string) => void): Promise<void> {
  const begunAt = performance.now();
  const options = { actor: systemActor };
  for (const service of serviceNames) {
    const projection = `${service}.card-sections`;
    const { rebuildProjection, getRebuild } = factContracts[service];
    let { status } = await rpc.call(rebuildProjection, { projection }, options);
    while (status === 'running') {
      await pause(200);
      ({ status } = await rpc.call(getRebuild, { projection }, options));
    }
  }
  report(`  sections of all clients built in ${((performance.now() - begunAt) / 1000).toFixed(0)} s`);
}
