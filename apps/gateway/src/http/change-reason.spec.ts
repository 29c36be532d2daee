import { changeReasonOf } from './change-reason.ts';

describe('the reason of a change', () => {
  const reasonOf = (given?: string | string[]) =>
    changeReasonOf(given === undefined ? {} : { 'x-change-reason': given });

  it.each([
    [undefined, undefined],
    ['', undefined],
    ['%20%20', undefined],
    ['asked%20for', 'asked for'],
    ['plain words', 'plain words'],
    [encodeURIComponent('Клиент просил 🙂'), 'Клиент просил 🙂'],
    ['x'.repeat(500), 'x'.repeat(500)],
  ])('is of %j %j', (given, expected) => {
    expect(reasonOf(given)).toBe(expected);
  });

  it.each(['%', '%ff', '%E0%A4', 'x'.repeat(501), encodeURIComponent('ж'.repeat(501))])(
    'is refused when it is %s',
    (given) => {
      expect(() => reasonOf(given)).toThrow('invalid');
    },
  );

  it('is refused when it is given twice', () => {
    expect(() => reasonOf(['one', 'two'])).toThrow('invalid');
  });
});
