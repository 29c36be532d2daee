import { TAKES_GATHERED } from '../wire.ts';

/** So long after an answer of an older version nothing is gathered for its service, in milliseconds. */
const DISTRUST_MS = 60_000;

/**
 * Which services take several questions in one message. They say so with their answers; while copies of a version run that
 * does not, each question travels by itself, since nobody knows which copy will take it.
 */
export class GatheringQueues {
  readonly #known = new Set<string>();
  readonly #distrustedUntil = new Map<string, number>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  has(queue: string): boolean {
    return this.#known.has(queue);
  }

  /** @param appId that of an answer from this queue. */
  learn(queue: string, appId: unknown): void {
    if (appId !== TAKES_GATHERED) {
      this.#known.delete(queue);
      this.#distrustedUntil.set(queue, this.now() + DISTRUST_MS);
    } else if (!this.#known.has(queue) && this.now() >= (this.#distrustedUntil.get(queue) ?? 0)) {
      this.#known.add(queue);
    }
  }
}
