import type { FastifyReply, FastifyRequest } from 'fastify';
import { LocalPath } from '@crm/contracts';
import { z } from 'zod';
import type { SecretBox } from '../second-factor/secret-box.ts';
import '@fastify/cookie';

const NAME = 'crm_provider';
/** Bound to this purpose: nothing else that the box has sealed opens as an attempt. */
const PURPOSE = 'sign-in by the identity provider';
const MINUTES = 10;

const Attempt = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: LocalPath,
  expiresAt: z.number(),
});
/** A sign-in that was begun in this browser. */
export type Attempt = Omit<z.output<typeof Attempt>, 'expiresAt'>;

/** Keeps a sign-in that was begun in the browser that has begun it: sealed, seen by no code of the page, and once. */
export class AttemptCookie {
  private readonly options;

  /** @param secure sent over HTTPS only, as the refresh token. */
  constructor(
    private readonly box: SecretBox,
    secure: boolean,
  ) {
    this.options = { path: '/api/v1/auth/provider', httpOnly: true, sameSite: 'strict', secure } as const;
  }

  hand(reply: FastifyReply, attempt: Attempt, now: Date): void {
    const expiresAt = now.getTime() + MINUTES * 60_000;
    const sealed = this.box.seal(JSON.stringify({ ...attempt, expiresAt }), PURPOSE);
    reply.setCookie(NAME, sealed, { ...this.options, expires: new Date(expiresAt) });
  }

  /** Takes the attempt out of the browser. @returns undefined when there is none, or none that is good. */
  take(request: FastifyRequest, reply: FastifyReply, now: Date): Attempt | undefined {
    const sealed = request.cookies[NAME];
    if (sealed === undefined) return undefined;
    reply.clearCookie(NAME, this.options);
    const { data } = Attempt.safeParse(this.open(sealed));
    return data && data.expiresAt > now.getTime() ? data : undefined;
  }

  private open(sealed: string): unknown {
    try {
      return JSON.parse(this.box.open(sealed, PURPOSE));
    } catch {
      return undefined;
    }
  }
}
