import { Injectable } from '@nestjs/common';

/** How many events this program has given up, as last counted by whoever consumes them; for whoever answers about it. */
@Injectable()
export class DeadLetterCount {
  private lastKnown: () => number | null = () => null;

  countedBy(lastKnown: () => number | null): void {
    this.lastKnown = lastKnown;
  }

  /** Null while nobody has counted: that is not known to be none. */
  current(): number | null {
    return this.lastKnown();
  }
}
