import type { IncomingHttpHeaders } from 'node:http';
import { DomainError } from '@crm/kernel';

export const CHANGE_REASON = 'X-Change-Reason';
const LONGEST = 500;

/**
 * Why the caller makes a change, as it will stand in the audit. A header carries ASCII alone, so it is percent-encoded UTF-8,
 * as `encodeURIComponent` writes it; undefined without the header or without a word in it.
 *
 * @throws DomainError `invalid` for another encoding, and for more than 500 characters.
 */
export function changeReasonOf(headers: IncomingHttpHeaders): string | undefined {
  const given = headers[CHANGE_REASON.toLowerCase()];
  if (given === undefined) return undefined;
  const reason = typeof given === 'string' ? decoded(given)?.trim() : undefined;
  if (reason === undefined || reason.length > LONGEST) {
    throw new DomainError('invalid', {
      header: CHANGE_REASON,
      expected: `percent-encoded UTF-8, at most ${LONGEST} characters`,
    });
  }
  return reason === '' ? undefined : reason;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
