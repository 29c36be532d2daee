import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';

describe(newRecoveryCodes, () => {
  it('are ten different ones that people can type', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}$/);
  });
});

describe(hashOfRecoveryCode, () => {
  it.each(['ABCD-EFGH-JKLM-NPQR', 'abcd-efgh-jklm-npqr', 'ABCDEFGHJKLMNPQR', ' abcd efgh jklm npqr '])(
    'is the same however the code is typed: %j',
    (typed) => {
      expect(hashOfRecoveryCode(typed)).toBe(hashOfRecoveryCode('ABCD-EFGH-JKLM-NPQR'));
    },
  );
});
