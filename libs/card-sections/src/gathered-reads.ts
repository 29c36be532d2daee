import { AsyncLocalStorage } from 'node:async_hooks';
import { toObjectId } from '@crm/persistence';
import type { Model } from 'mongoose';
import type { CardSection } from './card-section.schema.ts';

interface Gathering {
  readonly ids: Set<string>;
  readonly found: Promise<ReadonlyMap<string, CardSection>>;
}

/**
 * Reads kept sections. Those that are asked for in one turn of the loop are read together: a question to MongoDB costs about as
 * much for many of them as for one.
 */
export class GatheredReads {
  private gathering: Gathering | undefined;
  /** Out of any request: of those who ask together nobody is to be limited by the deadline of another. */
  private readonly outside = AsyncLocalStorage.snapshot();

  constructor(private readonly sections: Model<CardSection>) {}

  async find(clientId: string): Promise<CardSection | null> {
    this.gathering ??= this.begin();
    const { ids, found } = this.gathering;
    ids.add(clientId);
    return (await found).get(clientId) ?? null;
  }

  private begin(): Gathering {
    const ids = new Set<string>();
    const found = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      // Whoever asks from now on is shown what is there from now on.
      this.gathering = undefined;
      return this.outside(() => this.read([...ids]));
    });
    return { ids, found };
  }

  /** Without mongoose's query around it: nothing is asked more often, and there is nothing to cast. */
  private async read(ids: readonly string[]): Promise<ReadonlyMap<string, CardSection>> {
    const filter = { _id: { $in: ids.map(toObjectId) } };
    const sections = await this.sections.collection.find<CardSection>(filter).toArray();
    return new Map(sections.map((section) => [section._id.toHexString(), section]));
  }
}
