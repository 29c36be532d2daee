import { DomainError } from '@crm/kernel';

export type CommitmentStatus = 'open' | 'kept' | 'broken' | 'cancelled';

export interface Closing {
  readonly status: Exclude<CommitmentStatus, 'open'>;
  readonly comment: string | null;
}

/**
 * Closes an open promise.
 *
 * @throws DomainError `commitment.not_open`
 */
export function close(commitment: { readonly status: CommitmentStatus }, { status, comment }: Closing, now: Date) {
  if (commitment.status !== 'open') throw new DomainError('commitment.not_open', { status: commitment.status });
  return { status, closingComment: comment, closedAt: now };
}
