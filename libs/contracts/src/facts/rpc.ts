import { z } from 'zod';
import { defineCommand, defineQuery } from '../define.ts';
import { EventMessage } from '../define-event.ts';
import { Id, Moment, Version } from '../primitives.ts';

/*
 * What each service answers about the facts that it tells, and about the copies that it keeps of the facts of others.
 * The answers are the same for all, so each contract is made once for each service.
 */

const limit = z.int().min(1).max(500).default(500);

const listEvents = (service: string) =>
  defineQuery(`${service}.list-events`, {
    input: z.strictObject({ aggregateId: Id, afterSeq: z.int().min(0), limit }),
    output: z.array(EventMessage),
    deadline: 5_000,
  });

/** The events of one record that the service still has, for programs that have missed some. */
export const listClientEvents = listEvents('clients');
export const listDealEvents = listEvents('deals');
export const listActivityEvents = listEvents('activities');

/** The present state of a record, as the data of its events says it. */
export const Fact = z.looseObject({ id: Id, version: Version });
export type Fact = z.output<typeof Fact>;

const snapshotFacts = (service: string) =>
  defineQuery(`${service}.snapshot-facts`, {
    input: z.strictObject({ kind: z.string(), cursor: Id.nullable(), limit }),
    output: z.strictObject({ data: z.array(Fact), nextCursor: Id.nullable() }),
    errors: ['facts.kind_unknown'],
    deadline: 10_000,
  });

/** All records of a kind, in the order of their ids, for programs that begin to keep a copy. */
export const snapshotClientFacts = snapshotFacts('clients');
export const snapshotDealFacts = snapshotFacts('deals');
export const snapshotActivityFacts = snapshotFacts('activities');

/** How far a copy of other services' facts has been made anew. */
export const Rebuild = z.strictObject({
  projection: z.string(),
  status: z.enum(['never', 'running', 'done']),
  /** Counts the rebuilds; each row says by which one it was last seen. */
  generation: z.int().min(0),
  /** Records taken over so far. */
  applied: z.int().min(0),
  /** Rows removed whose record is not there any more. */
  removed: z.int().min(0),
  startedAt: Moment.nullable(),
  finishedAt: Moment.nullable(),
  /** Why it does not get on at the moment. */
  problem: z.string().nullable(),
});
export type Rebuild = z.output<typeof Rebuild>;

const rebuildAnswer = {
  input: z.strictObject({ projection: z.string() }),
  output: Rebuild,
  errors: ['projection.not_found'],
} as const;

const rebuildProjection = (service: string) => defineCommand(`${service}.rebuild-projection`, rebuildAnswer);

/** Begins to make a copy anew; while that is under way it changes nothing. */
export const rebuildClientProjection = rebuildProjection('clients');
export const rebuildDealProjection = rebuildProjection('deals');
export const rebuildActivityProjection = rebuildProjection('activities');

const getRebuild = (service: string) => defineQuery(`${service}.get-rebuild`, rebuildAnswer);

export const getClientRebuild = getRebuild('clients');
export const getDealRebuild = getRebuild('deals');
export const getActivityRebuild = getRebuild('activities');

/** These contracts by the service that answers them. */
export const factContracts = {
  clients: {
    listEvents: listClientEvents,
    snapshotFacts: snapshotClientFacts,
    rebuildProjection: rebuildClientProjection,
    getRebuild: getClientRebuild,
  },
  deals: {
    listEvents: listDealEvents,
    snapshotFacts: snapshotDealFacts,
    rebuildProjection: rebuildDealProjection,
    getRebuild: getDealRebuild,
  },
  activities: {
    listEvents: listActivityEvents,
    snapshotFacts: snapshotActivityFacts,
    rebuildProjection: rebuildActivityProjection,
    getRebuild: getActivityRebuild,
  },
} as const;
