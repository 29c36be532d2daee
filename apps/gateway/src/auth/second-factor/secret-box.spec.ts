import { randomBytes } from 'node:crypto';
import { SecretBox } from './secret-box.ts';

const newKey = () => randomBytes(32).toString('base64url');

describe(SecretBox, () => {
  const [first, second] = [newKey(), newKey()];

  it('opens what it has sealed, and seals nothing twice alike', () => {
    const box = new SecretBox([first]);
    const sealed = box.seal('JBSWY3DP', 'anna');
    expect(sealed).not.toContain('JBSWY3DP');
    expect(box.seal('JBSWY3DP', 'anna')).not.toBe(sealed);
    expect(box.open(sealed, 'anna')).toBe('JBSWY3DP');
  });

  it('opens what an earlier key has sealed, and seals by the first', () => {
    const old = new SecretBox([first]).seal('text', 'anna');
    const box = new SecretBox([second, first]);
    expect(box.open(old, 'anna')).toBe('text');
    expect(new SecretBox([second]).open(box.seal('text', 'anna'), 'anna')).toBe('text');
  });

  it.each([
    ['for somebody else', (sealed: string) => new SecretBox([first]).open(sealed, 'boris')],
    ['with another key', (sealed: string) => new SecretBox([second]).open(sealed, 'anna')],
    ['when it was changed', (sealed: string) => new SecretBox([first]).open(`${sealed.slice(0, -4)}AAAA`, 'anna')],
  ])('opens nothing %s', (_how, open) => {
    expect(() => open(new SecretBox([first]).seal('long enough to be changed', 'anna'))).toThrow('A secret was sealed');
  });

  it('takes no key of another length', () => {
    expect(() => new SecretBox(['short'])).toThrow('32 bytes');
  });
});
