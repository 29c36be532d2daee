import { isDomainError } from '@crm/kernel';
import type { DeliveredEvent, Verdict } from '@crm/messaging';

/** Refusals that a later attempt may not meet. */
const TEMPORARY = ['service_unavailable', 'deadline_exceeded', 'version_conflict', 'internal'];

/** What becomes of an event whose handler failed. A refusal would be the same each time. */
export function judgeFailure({ isLastAttempt }: Pick<DeliveredEvent, 'isLastAttempt'>, error: unknown): Verdict {
  const reason = reasonOf(error);
  const isFinal = isDomainError(error) && !TEMPORARY.includes(error.code);
  return { kind: isFinal || isLastAttempt ? 'dead' : 'retry', reason };
}

function reasonOf(error: unknown): string {
  if (isDomainError(error)) return `${error.code} ${JSON.stringify(error.details)}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
