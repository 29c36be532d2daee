import { systemActor } from '@crm/access';
import { factContracts, type Rebuild, type ServiceName, serviceNames } from '@crm/contracts';
import { DomainError, isDomainError } from '@crm/kernel';
import type { RpcClient } from '@crm/messaging';

export interface RebuildFollower {
  readonly rpc: Pick<RpcClient, 'call'>;
  /** Called whenever the rebuild has got on. */
  show(rebuild: Rebuild): void;
  /** What to wait for between two looks. */
  pause(): Promise<unknown>;
}

/**
 * Rebuilds one projection after the other: the one of this name, or, of a name without a service such as `card-sections`,
 * those of all services that keep one.
 *
 * @throws DomainError `projection.not_found` when no service keeps any.
 */
export async function followRebuilds(name: string, follower: RebuildFollower): Promise<void> {
  if (name.includes('.')) return followRebuild(name, follower);
  let found = 0;
  for (const service of serviceNames) {
    try {
      await followRebuild(`${service}.${name}`, follower);
      found += 1;
    } catch (error) {
      if (!isDomainError(error) || error.code !== 'projection.not_found') throw error;
    }
  }
  if (found === 0) throw new DomainError('projection.not_found', { projection: name });
}

/**
 * Begins the rebuild of a projection, or joins the one under way, and follows it to its end. The service works on without
 * its follower; while it does not answer, the follower goes on asking.
 *
 * @throws DomainError `projection.not_found`, also when the name's first part is no service.
 */
async function followRebuild(projection: string, follower: RebuildFollower): Promise<void> {
  const { rebuildProjection, getRebuild } = contractsFor(projection);
  const options = { actor: systemActor };
  let rebuild = await follower.rpc.call(rebuildProjection, { projection }, options);
  follower.show(rebuild);
  while (rebuild.status === 'running') {
    await follower.pause();
    const next = await follower.rpc.call(getRebuild, { projection }, options).catch(ignoreAbsence);
    if (!next || JSON.stringify(next) === JSON.stringify(rebuild)) continue;
    rebuild = next;
    follower.show(rebuild);
  }
}

function contractsFor(projection: string) {
  const service = projection.split('.')[0] ?? '';
  if (!isService(service)) throw new DomainError('projection.not_found', { projection });
  return factContracts[service];
}

const isService = (name: string): name is ServiceName => Object.hasOwn(factContracts, name);

function ignoreAbsence(error: unknown): undefined {
  const isAway = isDomainError(error) && ['service_unavailable', 'deadline_exceeded'].includes(error.code);
  if (!isAway) throw error;
}
