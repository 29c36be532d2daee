import { isDomainError } from '@crm/kernel';
import { requireGoodPassword } from './password-rules.ts';

function ruleBrokenBy(password: string, email: string): string | null {
  try {
    requireGoodPassword(password, email);
    return null;
  } catch (error) {
    return isDomainError(error) ? error.code : String(error);
  }
}

describe(requireGoodPassword, () => {
  it.each([
    ['several words', 'correct horse battery staple', null],
    ['several words in Russian', 'правильная лошадь скрепка', null],
    ['what a program has made', 'q7Rk_92mVx-Lw04z', null],
    ['a known one', 'password12345', 'password.common'],
    ['a known one with signs instead of letters', 'P@ssw0rd1234', 'password.common'],
    ['one that is repeated', 'qwertyqwertyqwerty', 'password.common'],
    ['digits in their order', '123456789012345', 'password.common'],
    ['a single sign', 'aaaaaaaaaaaaaaaa', 'password.common'],
    ['the name in the address', 'Irina.Petrova walks at noon', 'password.contains_email'],
  ])('%s: %s', (_what, password, broken) => {
    expect(ruleBrokenBy(password, 'irina.petrova@crm.example')).toBe(broken);
  });

  it('does not mind a name too short to mean anything', () => {
    expect(ruleBrokenBy('relining holiday dreams', 'li@crm.example')).toBeNull();
  });
});
