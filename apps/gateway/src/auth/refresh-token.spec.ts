import { endOfFamily, endOfToken, hashOfToken, isLostReply, newRefreshToken } from './refresh-token.ts';

const at = (text: string): Date => new Date(text);
const now = at('2026-11-23T10:00:00Z');

describe(newRefreshToken, () => {
  it('cannot be guessed, nor be read from its hash', () => {
    const tokens = Array.from({ length: 100 }, newRefreshToken);
    expect(new Set(tokens).size).toBe(100);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(hashOfToken('a')).not.toBe(hashOfToken('b'));
  });
});

describe('the end of a session', () => {
  it('comes after thirty days at the latest', () => {
    expect(endOfFamily(now)).toEqual(at('2026-12-23T10:00:00Z'));
  });

  it.each([
    { familyEndsAt: '2026-12-23T10:00:00Z', end: '2026-12-07T10:00:00Z' },
    { familyEndsAt: '2026-11-25T00:00:00Z', end: '2026-11-25T00:00:00Z' },
  ])('comes after fourteen idle days, never after $familyEndsAt', ({ familyEndsAt, end }) => {
    expect(endOfToken(now, at(familyEndsAt))).toEqual(at(end));
  });
});

describe(isLostReply, () => {
  const token = { rotatedAt: at('2026-11-23T10:00:00Z'), userAgent: 'browser' };
  it.each([
    { userAgent: 'browser', moment: '2026-11-23T10:00:10Z', lost: true },
    { userAgent: 'browser', moment: '2026-11-23T10:00:10.001Z', lost: false },
    { userAgent: 'thief', moment: '2026-11-23T10:00:01Z', lost: false },
  ])('is $lost for $userAgent at $moment', ({ userAgent, moment, lost }) => {
    expect(isLostReply(token, userAgent, at(moment))).toBe(lost);
  });
});
