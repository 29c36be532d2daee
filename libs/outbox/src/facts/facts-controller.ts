import { Controller, type Type } from '@nestjs/common';
import { currentActor, requireSystem } from '@crm/access';
import { factContracts, type RpcInput, type RpcOutput, type ServiceName } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { FactSources } from './fact-sources.ts';
import { ToldEvents } from './told-events.ts';

type Contracts = (typeof factContracts)[ServiceName];

/** Answers other programs' questions about the facts of a service. */
export function factsControllerOf(service: ServiceName): Type {
  const contracts = factContracts[service];

  @Controller()
  class FactsController {
    constructor(
      private readonly told: ToldEvents,
      private readonly sources: FactSources,
    ) {}

    @Rpc(contracts.listEvents)
    async listEvents(input: RpcInput<Contracts['listEvents']>): Promise<RpcOutput<Contracts['listEvents']>> {
      requireSystem(currentActor());
      return this.told.list(input);
    }

    @Rpc(contracts.snapshotFacts)
    async snapshot({
      kind,
      cursor,
      limit,
    }: RpcInput<Contracts['snapshotFacts']>): Promise<RpcOutput<Contracts['snapshotFacts']>> {
      requireSystem(currentActor());
      const data = await this.sources.of(kind).page(cursor, limit);
      return {
        data: data.map((fact) => ({ ...fact })),
        nextCursor: data.length < limit ? null : (data.at(-1)?.id ?? null),
      };
    }
  }
  return FactsController;
}
