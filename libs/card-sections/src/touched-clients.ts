import { Injectable } from '@nestjs/common';
import { Transaction } from '@crm/persistence';
import { CardMarks } from './marks/card-marks.ts';
import { SectionSource } from './section-source.ts';

/** Clients whose section a transaction takes away, and has taken away. */
export interface Touching {
  readonly due: Set<string>;
  readonly done: Set<string>;
}

const TOUCHED = Symbol('clients whose section has changed');

/** What each transaction takes away, and that whoever keeps cards whole hears of it. */
@Injectable()
export class TouchedClients {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: SectionSource,
    private readonly marks: CardMarks,
  ) {}

  /**
   * Those of the transaction under way.
   *
   * @param takeAway runs last of all, so that it stands in the way of others for a moment only.
   * @throws Error outside of a transaction.
   */
  underWay(takeAway: (touching: Touching) => Promise<void>): Touching {
    return this.transaction.keep(TOUCHED, () => {
      const touching = { due: new Set<string>(), done: new Set<string>() };
      this.transaction.beforeCommit(() => takeAway(touching));
      this.transaction.beforeAnswer(() => this.tell([...touching.done]));
      return touching;
    });
  }

  /** Whoever hears that the change is made is not shown a card from before it, and neither is anybody else from then on. */
  private async tell(clientIds: readonly string[]): Promise<void> {
    const concerned = await this.source.concernedBy(clientIds).catch(() => clientIds);
    await this.marks.change(this.source.service, concerned);
  }
}
