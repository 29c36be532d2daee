import type { AuditBreak, AuditCheck } from '@crm/contracts';

/** One step of a check, behind the cursor of the one before. */
export type CheckStep = (cursor: string | null) => Promise<AuditCheck>;

export interface Verified {
  readonly entries: number;
  readonly records: number;
  readonly breaks: readonly AuditBreak[];
}

/** Takes the steps of a check to the end, and tells after each how far it is. */
export async function verifyAudit(step: CheckStep, tell: (soFar: Verified) => void): Promise<Verified> {
  let verified: Verified = { entries: 0, records: 0, breaks: [] };
  for (let cursor: string | null = null; ;) {
    const { nextCursor, entries, records, breaks }: AuditCheck = await step(cursor);
    verified = {
      entries: verified.entries + entries,
      records: verified.records + records,
      breaks: [...verified.breaks, ...breaks],
    };
    tell(verified);
    if (nextCursor === null) return verified;
    cursor = nextCursor;
  }
}
