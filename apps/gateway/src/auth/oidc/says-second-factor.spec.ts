import { saysSecondFactor } from './says-second-factor.ts';

describe(saysSecondFactor, () => {
  it.each([
    [{ amr: ['pwd', 'mfa'] }, true],
    [{ amr: ['mfa', 'otp'], acr: '0' }, true],
    [{ amr: ['pwd'] }, false],
    [{ amr: ['pwd', 'otp'] }, false],
    [{ amr: 'mfa' }, false],
    [{ amr: { mfa: true } }, false],
    [{ acr: 'gold' }, true],
    [{ amr: ['pwd'], acr: 'gold' }, true],
    [{ acr: 'silver' }, false],
    [{ acr: ['gold'] }, false],
    [{ acr: '' }, false],
    [{}, false],
  ])('is heard of %j as %s', (claims, expected) => {
    expect(saysSecondFactor(claims, ['gold', '2'])).toBe(expected);
  });

  it('goes by the methods alone where no level is named', () => {
    expect(saysSecondFactor({ acr: 'gold' }, [])).toBe(false);
  });
});
