import { expectedVersion } from './if-match.ts';

describe(expectedVersion, () => {
  it.each([
    { header: undefined, version: undefined },
    { header: '*', version: undefined },
    { header: '"1"', version: 1 },
    { header: ' "42" ', version: 42 },
  ])('is $version for $header', ({ header, version }) => {
    expect(expectedVersion(header)).toBe(version);
  });

  it.each(['', '3', 'W/"3"', '"0"', '"-1"', '"1", "2"', '"abc"', '"99999999999"'])('refuses %s', (header) => {
    expect(() => expectedVersion(header)).toThrow('invalid');
  });
});
