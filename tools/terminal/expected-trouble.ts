/** A trouble that its reader can mend: the message alone is shown to him, without a stack trace, and says what to do. */
export class ExpectedTrouble extends Error {
  override readonly name = 'ExpectedTrouble';
}

/** The text to show for a failure: the message of an expected trouble, the whole stack of anything else. */
export function describeFailure(failure: unknown): string {
  if (failure instanceof ExpectedTrouble) return failure.message;
  if (failure instanceof Error) return failure.stack ?? failure.message;
  return String(failure);
}
