/** Every client as often as any other, or a few of them very often, as people do. */
export type Choice = 'uniform' | 'zipf';

export const isChoice = (text: string): text is Choice => text === 'uniform' || text === 'zipf';

/** A step that no power of two or ten divides, so that all are met before one is met again. */
const STEP = 7_919;

/**
 * Gives one of so many numbers after the other, always in the same order. Under Zipf's law with exponent 1 the number n comes
 * in proportion to 1/n: the exponential of an even choice of logarithms.
 */
export function chooser(choice: Choice, count: number): () => number {
  let next = 0;
  return () => {
    next = (next + STEP) % count;
    return choice === 'uniform' ? next : Math.floor(Math.exp((next / count) * Math.log(count)));
  };
}
