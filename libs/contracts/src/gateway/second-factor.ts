import { z } from 'zod';
import { Moment } from '../primitives.ts';

/** Six digits of an authenticator program, or a recovery code, however it is typed. */
const Code = z.string().trim().min(6).max(40);
const Password = z.string().min(1).max(1000);

/** The second half of a sign-in, after a refusal with the code `second_factor.required`. */
export const SecondStep = z
  .strictObject({ token: z.string().regex(/^[\w-]{43}$/), code: Code })
  .meta({ id: 'SecondStep' });
export type SecondStep = z.output<typeof SecondStep>;

/** Whether an account asks for a code besides the password. */
export const SecondFactor = z
  .strictObject({
    on: z.boolean(),
    since: Moment.nullable(),
    recoveryCodesLeft: z.int().min(0),
  })
  .meta({ id: 'SecondFactor' });
export type SecondFactor = z.output<typeof SecondFactor>;

/** Shows that it is the owner who asks, and not somebody at his desk. */
export const PasswordProof = z.strictObject({ current: Password }).meta({ id: 'PasswordProof' });
export type PasswordProof = z.output<typeof PasswordProof>;

/** What goes into an authenticator program. Shown once. */
export const SecondFactorSecret = z
  .strictObject({
    secret: z.string().describe('Base32, to be typed where no picture can be taken'),
    address: z.string().describe('`otpauth://…`, for a QR code'),
  })
  .meta({ id: 'SecondFactorSecret' });
export type SecondFactorSecret = z.output<typeof SecondFactorSecret>;

export const SecondFactorCode = z.strictObject({ code: Code }).meta({ id: 'SecondFactorCode' });
export type SecondFactorCode = z.output<typeof SecondFactorCode>;

/** Shown once: only their hashes are stored. */
export const RecoveryCodes = z.strictObject({ codes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' });
export type RecoveryCodes = z.output<typeof RecoveryCodes>;

export const FullProof = z.strictObject({ current: Password, code: Code }).meta({ id: 'FullProof' });
export type FullProof = z.output<typeof FullProof>;
