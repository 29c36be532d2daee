import { Secret, TOTP } from 'otpauth';

const ISSUER = 'CRM';
const PERIOD_SECONDS = 30;
/** Clocks of telephones go wrong, and people type slowly: the code before and the one after are good as well. */
const TOLERATED_STEPS = 1;

/** What every authenticator program takes: RFC 6238 with SHA-1, six digits, half a minute. */
const parameters = { issuer: ISSUER, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS } as const;

/** 160 random bits, in base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** The address that authenticator programs read from a picture. */
export const totpAddress = (secret: string, email: string): string =>
  new TOTP({ ...parameters, label: email, secret }).toString();

/** The half minute since 1970 whose code this is; undefined when it is none of those that are good at the moment. */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  const timestamp = now.getTime();
  const totp = new TOTP({ ...parameters, secret });
  const distance = totp.validate({ token: code, timestamp, window: TOLERATED_STEPS });
  return distance === null ? undefined : totp.counter({ timestamp }) + distance;
}
