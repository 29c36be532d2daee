import { z } from 'zod';
import { access, Role } from '../actor.ts';
import { Id, TimeZone } from '../primitives.ts';

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
