/** How hard and how long a fault is tried. */
export interface FaultSettings {
  readonly requestsPerSecond: number;
  readonly seconds: number;
  /** How long the broker and Redis are away where that is the fault. */
  readonly outageSeconds: number;
  /** How many reminders are due while Redis loses its memory. */
  readonly reminders: number;
  /** How often each crash point is passed. */
  readonly crashes: number;
  /** Reads and writes of cards (C1). */
  readonly operations: number;
  /** After so many minutes no more of them are begun (C1). */
  readonly minutes: number;
  /** How long the system gets to come to rest. */
  readonly quiesceSeconds: number;
}

/** The numbers of the matrix. */
export const fullSettings: FaultSettings = {
  requestsPerSecond: 200,
  seconds: 60,
  outageSeconds: 600,
  reminders: 1_000,
  crashes: 50,
  operations: 1_000_000,
  minutes: 24 * 60,
  quiesceSeconds: 120,
};

/** What a machine that does other things as well goes through in minutes. */
export const usualSettings: FaultSettings = {
  ...fullSettings,
  ...{ requestsPerSecond: 100, outageSeconds: 60, crashes: 5, operations: 50_000 },
};

/** For `npm test`. */
export const quickSettings: FaultSettings = {
  requestsPerSecond: 20,
  seconds: 12,
  outageSeconds: 10,
  reminders: 60,
  crashes: 1,
  operations: 2_000,
  minutes: 24 * 60,
  quiesceSeconds: 60,
};
