const firstPause = 1_000;
const longestPause = 30_000;
/** A service that has run for so long was healthy, and its next crash is a first one again. */
const healthyAfter = 60_000;

/** How many crashes in a row there have been, when one more comes after the service has run for a time (milliseconds). */
export function countCrashes(before: number, ranFor: number): number {
  return ranFor >= healthyAfter ? 1 : before + 1;
}

/** The pause before a service is started again (milliseconds): doubled with each crash in a row, from one second to thirty. */
export function restartPause(crashes: number): number {
  return Math.min(firstPause * 2 ** (crashes - 1), longestPause);
}
