import { parseFaultArguments } from './arguments.ts';
import { fullSettings, quickSettings, usualSettings } from './settings.ts';

const known = ['F1', 'F8'];

describe(parseFaultArguments, () => {
  it('tries everything once unless something is named', () => {
    expect(parseFaultArguments([], known)).toMatchObject({
      ...{ faults: known, rounds: 1, settings: usualSettings, small: false },
    });
    expect(parseFaultArguments(['F8'], known).faults).toEqual(['F8']);
  });

  it('takes rounds, seed and single numbers', () => {
    const args = ['F1', '--rounds', '3', '--seed', '7', '--rate', '50', '--seconds', '15', '--full'];
    expect(parseFaultArguments(args, known)).toMatchObject({
      ...{ rounds: 3, seed: 7, settings: { ...fullSettings, requestsPerSecond: 50, seconds: 15 } },
    });
    expect(parseFaultArguments(['--quick'], known)).toMatchObject({ settings: quickSettings, small: true });
  });

  it.each([[['F99']], [['--round', '3']], [['--rounds', 'many']]])('explains itself to %j', (args) => {
    expect(() => parseFaultArguments(args, known)).toThrow(/Usage: npm run faults/);
  });
});
