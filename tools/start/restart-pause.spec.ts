import { countCrashes, restartPause } from './restart-pause.ts';

describe(restartPause, () => {
  it('doubles with each crash in a row, up to thirty seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map(restartPause)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });
});

describe(countCrashes, () => {
  it('counts crashes that follow each other', () => {
    expect(countCrashes(3, 59_999)).toBe(4);
  });

  it('begins anew after a minute of health', () => {
    expect(countCrashes(3, 60_000)).toBe(1);
  });
});
