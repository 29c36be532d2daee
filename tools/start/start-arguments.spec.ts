import { parseStartArguments } from './start-arguments.ts';

describe(parseStartArguments, () => {
  it('loads the demo data unless told otherwise', () => {
    expect(parseStartArguments([])).toEqual({ demo: true, fresh: false });
    expect(parseStartArguments(['--no-demo', '--fresh'])).toEqual({ demo: false, fresh: true });
  });

  it('answers an argument that it does not know with the usage', () => {
    expect(() => parseStartArguments(['--nodemo'])).toThrow(/--nodemo[^]*Usage: npm start/);
  });
});
