import { Injectable } from '@nestjs/common';
import type { EventSubject } from '@crm/contracts';
import { DomainError } from '@crm/kernel';

/** Reads the present state of all records of a kind, as their events would tell it. */
export interface FactSource {
  /** The kind of record as its events name it: `deal`. */
  readonly kind: string;
  /** The records after this id, in the order of their ids, `limit` at most; from the first when it is null. */
  page(afterId: string | null, limit: number): Promise<readonly EventSubject[]>;
}

/** The records that this service tells of. Each feature adds its own when it is made. */
@Injectable()
export class FactSources {
  private readonly sources = new Map<string, FactSource>();

  /** @throws Error when the kind has a source already. */
  add(source: FactSource): void {
    if (this.sources.has(source.kind)) throw new Error(`Two sources tell the facts of ${source.kind}`);
    this.sources.set(source.kind, source);
  }

  /** @throws DomainError `facts.kind_unknown` */
  of(kind: string): FactSource {
    const source = this.sources.get(kind);
    if (!source) throw new DomainError('facts.kind_unknown', { kind });
    return source;
  }
}
