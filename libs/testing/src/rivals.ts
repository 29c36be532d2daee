import { isDomainError } from '@crm/kernel';

export interface Rivalry {
  readonly won: number;
  /** Codes and details of the refusals of the others. */
  readonly refusals: readonly { readonly code: string; readonly details: Readonly<Record<string, unknown>> }[];
}

/** Makes fifty attempts at once. @throws whatever an attempt ended with that is no refusal. */
export async function fiftyRivals(attempt: (index: number) => Promise<unknown>): Promise<Rivalry> {
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => attempt(index)));
  const refusals = outcomes.filter(({ status }) => status === 'rejected').map(refusalOf);
  return { won: outcomes.length - refusals.length, refusals };
}

function refusalOf(outcome: PromiseSettledResult<unknown>): Rivalry['refusals'][number] {
  const error: unknown = outcome.status === 'rejected' ? outcome.reason : undefined;
  if (!isDomainError(error)) throw error;
  return { code: error.code, details: error.details };
}

/** One change wins; the others made on the same version are refused and told what the record has become. */
export const oneWins = (record: object): Rivalry => ({
  won: 1,
  refusals: Array.from({ length: 49 }, () => ({ code: 'version_conflict', details: { current: 2, record } })),
});
