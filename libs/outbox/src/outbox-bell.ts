import { Injectable } from '@nestjs/common';

/** Rung when events may have come into the outbox. A ring that nobody waits for is kept for the next who does. */
@Injectable()
export class OutboxBell {
  private rung = false;
  private waiting: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.waiting?.();
  }

  /** Waits for a ring, at most so many milliseconds. */
  async wait(limitMs: number): Promise<void> {
    if (!this.rung) await this.next(limitMs);
    this.rung = false;
  }

  private async next(limitMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, limitMs);
      this.waiting = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.waiting = undefined;
  }
}
