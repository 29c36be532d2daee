import { Injectable } from '@nestjs/common';
import type { Fact, Rebuild } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { Transaction } from '@crm/persistence';
import type { Projection } from './projection.ts';
import { RebuildLedger } from './rebuild-ledger.ts';
import { toRebuild } from './rebuild.schema.ts';

const TAKEN = Symbol('facts taken over into projections');

/** Facts of one kind for one projection. */
interface TakenFacts {
  readonly projection: Projection;
  readonly kind: string;
  readonly facts: Fact[];
}

/** The copies that this service keeps of other services' facts. Each feature adds its own when it is made. */
@Injectable()
export class Projections {
  private readonly known = new Map<string, Projection>();
  private begun: () => void = () => {};

  constructor(
    private readonly rebuilds: RebuildLedger,
    private readonly transaction: Transaction,
  ) {}

  get names(): readonly string[] {
    return [...this.known.keys()];
  }

  /** @throws Error when the name is taken. */
  add(projection: Projection): void {
    if (this.known.has(projection.name)) throw new Error(`Two projections are named ${projection.name}`);
    this.known.set(projection.name, projection);
  }

  /** @throws DomainError `projection.not_found` */
  get(name: string): Projection {
    const projection = this.known.get(name);
    if (!projection) throw new DomainError('projection.not_found', { projection: name });
    return projection;
  }

  /**
   * Takes a fact over into a projection, before the commit of the transaction under way: a batch of events becomes one
   * write.
   *
   * @throws DomainError `projection.not_found`; Error outside of a transaction.
   */
  take(name: string, kind: string, fact: Fact): void {
    const projection = this.get(name);
    const taken = this.transaction.keep(TAKEN, () => this.newTaking());
    const key = `${name} ${kind}`;
    const known = taken.get(key) ?? { projection, kind, facts: [] };
    known.facts.push(fact);
    taken.set(key, known);
  }

  /**
   * The generation that rows written now belong to, asked for within the transaction that writes them: what is stored is
   * then either of the generation being made, or has been told before that began and will be seen by it.
   */
  async generationOf(name: string): Promise<number> {
    return (await this.rebuilds.find(name))?.generation ?? 0;
  }

  private newTaking(): Map<string, TakenFacts> {
    const taken = new Map<string, TakenFacts>();
    this.transaction.beforeCommit(async () => {
      for (const { projection, kind, facts } of taken.values()) {
        await projection.apply(kind, facts, await this.generationOf(projection.name));
      }
    });
    return taken;
  }

  /** Begins to make a projection anew, unless that is under way. @throws DomainError `projection.not_found` */
  async rebuild(name: string): Promise<Rebuild> {
    this.get(name);
    await this.rebuilds.begin(name);
    this.begun();
    return this.progress(name);
  }

  /** @throws DomainError `projection.not_found` */
  async progress(name: string): Promise<Rebuild> {
    this.get(name);
    return toRebuild(name, await this.rebuilds.find(name));
  }

  /** Calls the listener whenever a rebuild has been asked for. */
  onBegun(listener: () => void): void {
    this.begun = listener;
  }
}
