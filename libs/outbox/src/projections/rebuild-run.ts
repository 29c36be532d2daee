import { Injectable } from '@nestjs/common';
import { Transaction } from '@crm/persistence';
import { ForeignFacts } from '../facts/foreign-facts.ts';
import type { Projection } from './projection.ts';
import { RebuildLedger } from './rebuild-ledger.ts';
import type { RebuildDocument } from './rebuild.schema.ts';

const REMOVED_AT_ONCE = 500;

/** The steps of a rebuild. Each is stored with what it has done, so that after a kill it goes on where it stood. */
@Injectable()
export class RebuildRun {
  constructor(
    private readonly facts: ForeignFacts,
    private readonly ledger: RebuildLedger,
    private readonly transaction: Transaction,
  ) {}

  /** @returns the rebuild after its next step. @throws whatever keeps it from getting on. */
  step(projection: Projection, rebuild: RebuildDocument): Promise<RebuildDocument> {
    const kind = projection.kinds[rebuild.stage];
    return kind === undefined ? this.clear(projection, rebuild) : this.take(projection, rebuild, kind);
  }

  private async take(projection: Projection, rebuild: RebuildDocument, kind: string): Promise<RebuildDocument> {
    const { cursor, generation, stage } = rebuild;
    const { data, nextCursor } = await this.facts.page({ teller: projection.teller, kind, cursor });
    const set = nextCursor === null ? { stage: stage + 1, cursor: null } : { cursor: nextCursor };
    await projection.prepare?.(kind, data);
    return this.transaction.run(async () => {
      await projection.apply(kind, data, generation);
      return this.ledger.advance(rebuild, { set, applied: data.length });
    });
  }

  private clear(projection: Projection, rebuild: RebuildDocument): Promise<RebuildDocument> {
    return this.transaction.run(async () => {
      const removed = await projection.removeOlder(rebuild.generation, REMOVED_AT_ONCE);
      const finished = { status: 'done', finishedAt: new Date() } as const;
      return this.ledger.advance(rebuild, { set: removed < REMOVED_AT_ONCE ? finished : {}, removed });
    });
  }
}
