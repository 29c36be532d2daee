import { Injectable } from '@nestjs/common';
import { systemActor } from '@crm/access';
import { type EventMessage, type Fact, factContracts, type ServiceName } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { type EventGap, MissingEvents } from '../inbox/missing-events.ts';

/** All records of a kind that another service tells of, page by page. */
export interface WantedFacts {
  readonly teller: ServiceName;
  readonly kind: string;
  /** Null for the first page. */
  readonly cursor: string | null;
}

export interface FactPage {
  readonly data: readonly Fact[];
  /** Null behind the last page. */
  readonly nextCursor: string | null;
}

/** The facts of other services. */
export abstract class ForeignFacts {
  /** @throws DomainError when the teller does not answer, or tells nothing of such records. */
  abstract page(wanted: WantedFacts): Promise<FactPage>;
}

const PAGE = 500;

/** Asks the tellers. This service needs a key to sign with, for it speaks for itself. */
@Injectable()
export class RpcForeignFacts extends ForeignFacts implements MissingEvents {
  constructor(private readonly rpc: RpcClient) {
    super();
  }

  override page({ teller, kind, cursor }: WantedFacts): Promise<FactPage> {
    const question = { kind, cursor, limit: PAGE };
    return this.rpc.call(factContracts[teller].snapshotFacts, question, { actor: systemActor });
  }

  async fetch({ before, afterSeq }: EventGap): Promise<readonly EventMessage[]> {
    const teller = before.type.slice(0, before.type.indexOf('.'));
    if (!isService(teller)) return [];
    const limit = Math.min(PAGE, before.seq - afterSeq - 1);
    const question = { aggregateId: before.aggregate.id, afterSeq, limit };
    return this.rpc.call(factContracts[teller].listEvents, question, { actor: systemActor });
  }
}

const isService = (name: string): name is ServiceName => Object.hasOwn(factContracts, name);
