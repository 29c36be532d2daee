import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@crm/kernel';
import { type Delivery, MailSender, type MailSettings, MOST_ATTEMPTS } from '@crm/mail';
import type { DueLetter, LetterVersion } from './due-letter.ts';
import type { DueLetters } from './due-letters.ts';
import { LetterRounds } from './letter-rounds.ts';

export interface LetterPost<Letter extends DueLetter> {
  readonly letters: DueLetters<Letter>;
  readonly clock: Clock;
  /** Undefined where the installation sends no letters: then none is written, and nothing is left to do. */
  readonly settings: MailSettings | undefined;
  /** Orders the job for the next attempt. */
  readonly order: (letter: Letter) => void;
  /** The outcomes that are worth a line of the log. */
  readonly logged: readonly Delivery['kind'][];
}

/** One attempt to send a letter, which nobody else makes at the same time. */
export interface LetterAttempt<Letter extends DueLetter> {
  readonly letter: Letter;
  deliver(post: MailSender, settings: MailSettings): Promise<Delivery>;
}

/** Sends letters of one kind, at least once: those that jobs were ordered for, and in rounds those that have lost theirs. */
export abstract class LetterWorker<Letter extends DueLetter> implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly rounds: LetterRounds;
  private readonly log = new Logger(this.constructor.name);
  private readonly sender: MailSender | undefined;

  constructor(private readonly post: LetterPost<Letter>) {
    const { letters, clock, settings } = post;
    this.sender = settings && new MailSender(settings);
    this.rounds = new LetterRounds({ letters, clock, send: (version) => this.send(version) });
  }

  onApplicationBootstrap(): void {
    if (this.sender) this.rounds.begin();
  }

  onApplicationShutdown(): void {
    this.rounds.stop();
    this.sender?.onApplicationShutdown();
  }

  /** Claims this version of a letter. @returns undefined when it is not to be tried. */
  protected abstract begin(version: LetterVersion, now: Date): Promise<LetterAttempt<Letter> | undefined>;

  protected async send(version: LetterVersion): Promise<void> {
    const { letters, clock, order, logged } = this.post;
    const attempt = await this.begin(version, clock.now());
    if (!attempt) return;
    const delivery = await this.deliver(attempt);
    if (logged.includes(delivery.kind)) this.log.warn({ ...version, ...delivery }, 'A letter was not sent');
    const again = await letters.settle(attempt.letter, delivery, clock.now());
    if (again) order(again);
  }

  private async deliver(attempt: LetterAttempt<Letter>): Promise<Delivery> {
    const { attempts, failure } = attempt.letter;
    const { settings } = this.post;
    if (!settings || !this.sender || attempts > MOST_ATTEMPTS) return { kind: 'failed', reason: failure ?? 'gave_up' };
    return attempt.deliver(this.sender, settings);
  }
}
