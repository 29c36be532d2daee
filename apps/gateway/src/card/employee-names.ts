import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { nameEmployees } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';

const TTL_MS = 60_000;
const DEADLINE_MS = 1_000;
/** The most that one question may name. */
const BATCH = 200;

/**
 * Names of employees, which everybody who signs in may know. They are remembered for a minute; those that are missing
 * at one moment, for whatever number of cards, are asked for in one question.
 */
@Injectable()
export class EmployeeNames {
  private readonly cache = new LRUCache<string, string>({
    max: 20_000,
    ttl: TTL_MS,
    fetchMethod: (id) => this.join(id),
  });
  private batch: { readonly ids: string[]; readonly names: Promise<Map<string, string>> } | undefined;

  constructor(private readonly rpc: RpcClient) {}

  /** @returns a name for each id; an empty one when it cannot be had, since a card without a name is still a card. */
  async of(ids: Iterable<string>): Promise<Record<string, string>> {
    const found = Array.from(ids, (id) => ({ id, name: this.cache.get(id) }));
    const isWhole = found.every(({ name }) => name !== undefined);
    // In the order of the ids, whichever was known: the same card is the same bytes.
    const names = isWhole ? found : await Promise.all(found.map(async ({ id }) => ({ id, name: await this.find(id) })));
    return Object.fromEntries(names.map(({ id, name = '' }) => [id, name]));
  }

  private async find(id: string): Promise<string> {
    try {
      return (await this.cache.fetch(id)) ?? '';
    } catch {
      return '';
    }
  }

  private async join(id: string): Promise<string | undefined> {
    if (!this.batch || this.batch.ids.length >= BATCH) this.batch = this.open();
    const { ids, names } = this.batch;
    ids.push(id);
    return (await names).get(id);
  }

  /** Collects ids until the code that is running now has asked for all of its own. */
  private open() {
    const ids: string[] = [];
    return { ids, names: Promise.resolve().then(() => this.ask(ids)) };
  }

  private async ask(ids: string[]): Promise<Map<string, string>> {
    this.batch = undefined;
    const { data } = await this.rpc.call(nameEmployees, { ids }, { deadline: DEADLINE_MS });
    return new Map(data.map(({ id, name }) => [id, name]));
  }
}
