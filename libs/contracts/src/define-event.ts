import { z } from 'zod';
import { Id, Moment, Version } from './primitives.ts';

/** What every event says of its record, whatever else: which one it is, and the version that the change gave it. */
export interface EventSubject {
  readonly id: string;
  readonly version: number;
}

/**
 * A fact about one record of a service, told to all others. Its data is the state that the change led to, so that whoever
 * missed an earlier one is right again with the next. Consumers ignore fields that they do not know: adding an optional
 * field keeps the version, anything else is a new one.
 */
export interface EventContract<Data extends z.ZodType<EventSubject> = z.ZodType<EventSubject>> {
  /** `service.past-tense`, such as `deals.deal-moved`; what stands before the dot names the service that tells it. */
  readonly name: string;
  /** Name and version, `deals.deal-moved.v1`: the routing key. */
  readonly type: string;
  /** The kind of record, `deal`. Events of one record arrive in the order of its versions. */
  readonly aggregate: string;
  readonly data: Data;
}

export type AnyEventContract = EventContract;

/** What the consumer reads. */
export type EventData<Contract extends AnyEventContract> = z.output<Contract['data']>;

interface EventDefinition<Data extends z.ZodType<EventSubject>> {
  readonly aggregate: string;
  readonly data: Data;
  /** 1 unless the event has had another shape before. */
  readonly version?: number;
}

export const defineEvent = <Data extends z.ZodType<EventSubject>>(
  name: string,
  { version = 1, aggregate, data }: EventDefinition<Data>,
): EventContract<Data> => Object.freeze({ name, type: `${name}.v${version}`, aggregate, data });

/** The service that tells this event: `deals` for `deals.deal-moved`. */
export const tellerOf = ({ name }: AnyEventContract): string => name.slice(0, name.indexOf('.'));

/** An event as it travels. */
export const EventMessage = z.object({
  id: Id,
  type: z.string(),
  aggregate: z.object({ kind: z.string(), id: Id }),
  /** The version of the record: 1, 2, 3 without a gap. */
  seq: Version,
  occurredAt: Moment,
  requestId: z.string(),
  /** For people who look back. It gives nobody any right. */
  actorId: Id.nullable(),
  data: z.unknown(),
});
export type EventMessage = z.output<typeof EventMessage>;

/** An event as its consumer gets it, its data read by the contract. */
export interface EventOf<Contract extends AnyEventContract> extends Omit<EventMessage, 'data'> {
  readonly data: EventData<Contract>;
}
