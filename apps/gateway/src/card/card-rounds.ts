/** So long a card waits for others that have to be asked for as well, for each one in hand, in milliseconds. */
const WAIT_MS_FOR_EACH = 0.9;
/** Nobody notices so much on a card that has to be put together, in milliseconds. */
const LONGEST_WAIT_MS = 30;
/** When a rush is over, half of it is forgotten in so long, in milliseconds. */
const HALF_LIFE_MS = 20;

interface Alarm {
  clear(): void;
}

const alarmIn = (milliseconds: number, ring: () => void): Alarm => {
  const timer = setTimeout(ring, milliseconds);
  return { clear: () => clearTimeout(timer) };
};

/**
 * Lets cards that have to be put together leave for the services in rounds, since questions that travel together cost a fraction
 * of what they cost alone (docs/adr/0027). A round leaves when half of the cards in hand wait for it, and before that when the
 * first has waited for as long as their number is worth: a card that is asked for alone waits for nobody, and of a crowd of
 * which most are served from what is kept the few others wait for one another.
 */
export class CardRounds {
  private inHand = 0;
  /** The most that were in hand lately: while one turn of the loop answers many, and has not read their next questions, none are. */
  private crowd = 0;
  private countedAt = 0;
  private waiting: (() => void)[] = [];
  private alarm: Alarm | undefined;

  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly setAlarm: typeof alarmIn = alarmIn,
  ) {}

  /** Counts a card as in hand while the work goes on that serves it. @throws what the work throws. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.inHand += 1;
    this.count();
    try {
      return await work();
    } finally {
      this.inHand -= 1;
    }
  }

  /** @returns when the next round leaves, in which this card is. */
  next(): Promise<void> {
    this.count();
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (this.waiting.length >= this.crowd / 2) this.leave();
      else this.alarm ??= this.setAlarm(Math.min(LONGEST_WAIT_MS, this.crowd * WAIT_MS_FOR_EACH), () => this.leave());
    });
  }

  private count(): void {
    const now = this.now();
    this.crowd = Math.max(this.inHand, this.crowd * 0.5 ** ((now - this.countedAt) / HALF_LIFE_MS));
    this.countedAt = now;
  }

  private leave(): void {
    this.alarm?.clear();
    this.alarm = undefined;
    const leaving = this.waiting;
    this.waiting = [];
    for (const go of leaving) go();
  }
}
