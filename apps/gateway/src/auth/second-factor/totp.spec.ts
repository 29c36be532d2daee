import { newTotpSecret, totpAddress, totpStep } from './totp.ts';

/** The secret of the examples of RFC 6238, in base32. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

describe(totpStep, () => {
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_234_567_890, '005924', 41_152_263],
    [20_000_000_000, '353130', 666_666_666],
  ])('knows the codes of RFC 6238: second %i, %s', (seconds, code, step) => {
    expect(totpStep(secret, code, at(seconds))).toBe(step);
  });

  it.each([
    ['the half minute before', 89, 1],
    ['the half minute after', 29, 1],
    ['two half minutes later', 120, undefined],
  ])('takes a code within %s', (_when, seconds, step) => {
    expect(totpStep(secret, '287082', at(seconds))).toBe(step);
  });

  it.each(['000000', '28708', '2870822', 'abcdef', ''])('refuses %j', (code) => {
    expect(totpStep(secret, code, at(59))).toBeUndefined();
  });
});

describe(newTotpSecret, () => {
  it('is another one each time, and has an address that programs read', () => {
    const secrets = new Set(Array.from({ length: 50 }, newTotpSecret));
    expect(secrets.size).toBe(50);
    const [one = ''] = secrets;
    expect(one).toMatch(/^[A-Z2-7]{32}$/);
    expect(totpAddress(one, 'anna@firm.example')).toBe(
      `otpauth://totp/CRM:anna%40firm.example?issuer=CRM&secret=${one}&algorithm=SHA1&digits=6&period=30`,
    );
  });
});
