import { hash } from 'node:crypto';
import type { AnyEventContract, EventSubject, ServiceName } from '@crm/contracts';
import { z } from 'zod';

/** What a service makes of its records for the card of one client. */
export interface SectionToKeep<Facts> {
  /** What is sent, as the service's contract says or the part of it that is the same for all its readers. */
  readonly shown: object;
  /** The employees whom it mentions; the gateway knows their names. */
  readonly mentions: readonly string[];
  /** By what the service decides whether a reader gets it as it is. They are stored: plain values, no dates. */
  readonly facts: Facts;
  /** False when it will be wrong without any change of a record. */
  readonly lasting: boolean;
}

/** What the card shows of a service, apart from how it is kept: one for each service. */
export abstract class SectionSource<Facts = unknown> {
  abstract readonly service: ServiceName;
  /** Changes with what is shown, so that what an older program has built is built anew; see `shapeOf`. */
  abstract readonly shape: string;

  /** The clients whose section shows the record of which the event tells. */
  abstract clientsOf(event: AnyEventContract, data: EventSubject): readonly string[];

  /**
   * Builds the section from the records as they are now.
   *
   * @throws DomainError when there is no such client, as far as this service can know.
   */
  abstract build(clientId: string): Promise<SectionToKeep<Facts>>;

  /** The clients whose card shows something of the sections of these: they themselves, unless a source says otherwise. */
  async concernedBy(clientIds: readonly string[]): Promise<readonly string[]> {
    return clientIds;
  }

  /** Whether a section of these facts is right still, when no record has changed. It is, unless a source says otherwise. */
  isCurrent(_facts: Facts): boolean {
    return true;
  }
}

/**
 * A name for the shape of a section: another one with each change of its schema.
 *
 * @param edition to be raised when the same schema is filled in another way.
 */
export const shapeOf = (schema: z.ZodType, edition = 1): string =>
  `${edition}.${hash('sha1', JSON.stringify(z.toJSONSchema(schema))).slice(0, 12)}`;
