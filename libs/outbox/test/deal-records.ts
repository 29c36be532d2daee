import type { EventMessage, Fact } from '@crm/contracts';
import { type FactPage, ForeignFacts, type MissingEvents, type WantedFacts } from '../src/index.ts';

const PAGE = 2;

/** The deals of another service as it would answer for them, two on a page. */
export class DealRecords extends ForeignFacts implements MissingEvents {
  readonly facts = new Map<string, Fact>();
  readonly asked: (string | null)[] = [];
  /** What has to happen before a page is answered. */
  before: (cursor: string | null) => Promise<void> = async () => {};

  set(id: string, version: number, title: string): Fact {
    const fact = { id, version, title };
    this.facts.set(id, fact);
    return fact;
  }

  override async page({ cursor }: WantedFacts): Promise<FactPage> {
    this.asked.push(cursor);
    await this.before(cursor);
    const following = [...this.facts.keys()].filter((id) => cursor === null || id > cursor).sort();
    const ids = following.slice(0, PAGE);
    const data = ids.flatMap((id) => this.facts.get(id) ?? []);
    return { data, nextCursor: ids.length < PAGE ? null : (ids.at(-1) ?? null) };
  }

  async fetch(): Promise<readonly EventMessage[]> {
    return [];
  }
}
