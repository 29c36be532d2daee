import { Controller, type Type } from '@nestjs/common';
import { currentActor, requirePermission } from '@crm/access';
import { factContracts, type Rebuild, type ServiceName } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { Projections } from './projections.ts';

interface WantedProjection {
  readonly projection: string;
}

/** Lets administrators have the projections of a service made anew. */
export function rebuildsControllerOf(service: ServiceName): Type {
  const contracts = factContracts[service];

  @Controller()
  class RebuildsController {
    constructor(private readonly projections: Projections) {}

    @Rpc(contracts.rebuildProjection)
    async rebuild({ projection }: WantedProjection): Promise<Rebuild> {
      requirePermission(currentActor(), 'administer');
      return this.projections.rebuild(projection);
    }

    @Rpc(contracts.getRebuild)
    async progress({ projection }: WantedProjection): Promise<Rebuild> {
      requirePermission(currentActor(), 'administer');
      return this.projections.progress(projection);
    }
  }
  return RebuildsController;
}
