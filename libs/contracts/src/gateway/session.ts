import { z } from 'zod';
import { access, Role } from '../actor.ts';
import { pageOf } from '../page.ts';
import { Id, Moment, TimeZone } from '../primitives.ts';

export const SignIn = z
  .strictObject({ email: z.email().max(254).toLowerCase(), password: z.string().min(1).max(1000) })
  .meta({ id: 'SignIn' });
export type SignIn = z.output<typeof SignIn>;

/** Who is signed in. */
export const Me = z
  .strictObject({
    accountId: Id,
    employeeId: Id,
    name: z.string(),
    email: z.string(),
    role: Role,
    timeZone: TimeZone,
    ...access,
  })
  .meta({ id: 'Me' });
export type Me = z.output<typeof Me>;

/** A fresh access token. The refresh token travels beside it in an HttpOnly cookie. */
export const Session = z
  .strictObject({
    accessToken: z.string().describe('Send it as `Authorization: Bearer …`'),
    expiresIn: z.int().describe('Seconds'),
    me: Me,
  })
  .meta({ id: 'Session' });
export type Session = z.output<typeof Session>;

/** One sign-in that is still good, as its owner and administrators see it. */
export const OpenSession = z
  .strictObject({
    id: Id,
    device: z
      .string()
      .nullable()
      .describe('Program and system, such as `Chrome 131, Windows`; null when it named neither'),
    address: z.string().describe('Where it was last used from'),
    createdAt: Moment,
    lastUsedAt: Moment.describe('When it last got a fresh access token'),
    expiresAt: Moment.describe('When it ends unless it is used before'),
    current: z.boolean().describe('Whether it is the session of this request'),
  })
  .meta({ id: 'OpenSession' });
export type OpenSession = z.output<typeof OpenSession>;

export const OpenSessionPage = pageOf(OpenSession, 'OpenSessionPage');
export type OpenSessionPage = z.output<typeof OpenSessionPage>;
