export const invariants = {
  I1: 'every acknowledged write is stored',
  I2: 'no write has taken effect twice, or though it was refused',
  I3: 'every event is published, and applied in the order of its record',
  I4: 'no dead letters but the injected ones',
  I5: 'no answer but 2xx, 4xx, 503 and 504; every outcome becomes known',
  I6: 'no error that nobody caught',
  I7: 'nobody is shown the record of another',
} as const;

export type Invariant = keyof typeof invariants;

/** Whether an invariant holds, and on how much evidence. */
export interface Verdict {
  readonly invariant: Invariant;
  /** Things looked at; with none there is nothing to hold. */
  readonly checked: number;
  readonly violations: readonly string[];
}
