import { Logger } from '@nestjs/common';
import type { Clock } from '@crm/kernel';
import type { DueLetter, LetterVersion } from './due-letter.ts';
import type { DueLetters } from './due-letters.ts';

const EVERY_MS = 5_000;
/** A letter that is so late has lost its job. */
const OVERDUE_MS = 30_000;
const BATCH = 100;

interface LetterPost {
  readonly letters: DueLetters<DueLetter>;
  readonly send: (version: LetterVersion) => Promise<void>;
  readonly clock: Clock;
}

/** Sends what is overdue: Redis was emptied, or a process died with the letter in its hands. */
export class LetterRounds {
  private readonly log = new Logger(LetterRounds.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly post: LetterPost) {}

  begin(): void {
    this.timer = setInterval(() => void this.makeUp(), EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** One round. Never fails. */
  async makeUp(): Promise<void> {
    const { letters, send, clock } = this.post;
    try {
      const late = await letters.overdue(new Date(clock.now().getTime() - OVERDUE_MS), BATCH);
      for (const { _id, version } of late) await send({ letterId: _id.toHexString(), version });
    } catch (error) {
      this.log.warn(error, 'Letters cannot be looked after for now');
    }
  }
}
