import type { Random } from '../../tools/demo/generate/random.ts';
import type { Evidence } from '../check/evidence.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Layout } from '../cluster/layout.ts';
import type { FaultSettings } from './settings.ts';

/** A number that the fault must keep to, beside the invariants. */
export interface Expectation {
  readonly says: string;
  readonly measured: number | string;
  readonly wanted: string;
  readonly holds: boolean;
  /** A time that was measured: on a machine that does much else it is told, and decides nothing. */
  readonly isTime?: true;
}

/** What a fault works on during one round. */
export interface Stage {
  readonly cluster: Cluster;
  readonly random: Random;
  readonly settings: FaultSettings;
  /** Name of the round, used once: what the fault stores itself carries it. */
  readonly round: string;
  /** Raised when the load sends no new requests any more. */
  readonly over: AbortSignal;
  /** How many dead letters there must be in the end, by queue: a fault that makes some adds them. */
  readonly injected: Map<string, number>;
  /** Told on the screen. */
  note(text: string): void;
}

/** Judges, when everything has come to rest, what the invariants do not say. */
export type Judge = (evidence: Evidence) => Expectation[] | Promise<Expectation[]>;

/** One fault of the matrix. */
export interface Scenario {
  /** `F1`. */
  readonly name: string;
  readonly title: string;
  readonly layout: Layout;
  /**
   * How long the load must last so that the fault lies in it, where that is not as long as usual; null when it lasts as long
   * as the fault takes.
   */
  loadSeconds?(settings: FaultSettings): number | null;
  /** Does the fault while the load works, and leaves the system healed. */
  act(stage: Stage): Promise<Judge>;
}

/** An expectation of a number that must not be larger. */
export const atMost = (says: string, measured: number, { most, unit }: Limit): Expectation => ({
  says,
  measured: `${round(measured)} ${unit}`,
  wanted: `≤ ${most} ${unit}`,
  holds: measured <= most,
  ...(unit === 's' && { isTime: true }),
});

interface Limit {
  readonly most: number;
  readonly unit: 's' | 'MiB';
}

export const exactly = (says: string, measured: number | string, wanted: number | string): Expectation => ({
  says,
  measured,
  wanted: String(wanted),
  holds: measured === wanted,
});

const round = (value: number): number => Math.round(value * 10) / 10;

/** The largest of some times that must all be there: one that never came is infinitely late. */
export const latest = (times: readonly (number | undefined)[]): number =>
  Math.max(0, ...times.map((time) => time ?? Infinity));

/** For faults that have no numbers of their own. */
export const invariantsAlone: Judge = () => [];
