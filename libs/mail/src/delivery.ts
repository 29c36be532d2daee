const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** With the pauses between them about a day. */
export const MOST_ATTEMPTS = 30;

/** What became of an attempt to send a letter. */
export type Delivery =
  { readonly kind: 'sent'; readonly to: string } | { readonly kind: 'failed' | 'later'; readonly reason: string };

/**
 * The same at each attempt, so that mail programs and whoever looks for duplicates recognise a letter that was sent again
 * because the process died before it could write down that it had sent it.
 */
export const messageIdOf = (letterId: string, from: string): string => `<${letterId}@${domainOf(from)}>`;

function domainOf(from: string): string {
  return /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
}

/**
 * How long to wait after an attempt has failed: 15 s, doubled with each further one, up to an hour; give or take a quarter.
 *
 * @param attempts 1 after the first.
 * @param chance from 0 to 1.
 */
export function pauseAfter(attempts: number, chance: number): number {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
  return Math.round(pause * (0.75 + chance / 2));
}

/** What a mail client says of a letter that it could not hand over. */
export interface MailFailure {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly message: string;
}

/** Refusals of these are about the letter or its addressee; others are about us and pass when the operator mends them. */
const aboutTheLetter = new Set(['RCPT TO', 'DATA', 'API']);

/** Whether sending the same letter again can succeed: 4xx, no connection, or a server that does not let us in. */
export function afterRefusal({ code, command = '', responseCode, message }: MailFailure): Delivery {
  const isRefused = responseCode === undefined ? code === 'EENVELOPE' : responseCode >= 500;
  const isFinal = isRefused && code !== 'EAUTH' && aboutTheLetter.has(command);
  return { kind: isFinal ? 'failed' : 'later', reason: message.slice(0, 300) };
}
