import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Employee } from '@crm/contracts';
import { isDomainError } from '@crm/kernel';
import { afterRefusal, type Delivery, MailSender, type MailSettings, MOST_ATTEMPTS } from '@crm/mail';
import { letters as attempted } from '@crm/observability';
import { Addressees } from './addressees.ts';
import { LetterOrders } from './letter-orders.ts';
import { LetterRepository, type LetterVersion } from './letter.repository.ts';
import type { LetterDocument } from './letter.schema.ts';
import { LETTER_SETTINGS } from './letter-settings.ts';
import { composeLetter } from './letter-text.ts';

/** `tried`: by this call. `over`: another one tries it, or nothing is left to do. `early`: not due for so many milliseconds. */
export type SendingOutcome = { readonly kind: 'tried' | 'over' } | { readonly kind: 'early'; readonly inMs: number };

/**
 * Sends letters at least once. A process that dies between sending a letter and writing that down leaves it to be sent
 * again, under the same Message-ID; no mail server offers to do it in one step.
 */
@Injectable()
export class LetterSending {
  private readonly log = new Logger(LetterSending.name);

  constructor(
    private readonly letters: LetterRepository,
    private readonly addressees: Addressees,
    private readonly mail: MailSender,
    private readonly orders: LetterOrders,
    @Inject(LETTER_SETTINGS) private readonly settings: MailSettings,
  ) {}

  /** Tries a version of a letter once, however often and from however many places this is called. */
  async send(version: LetterVersion): Promise<SendingOutcome> {
    const letter = await this.letters.claim(version);
    if (!letter) return this.whyNot(version);
    const delivery = await this.deliver(letter);
    attempted.inc({ outcome: delivery.kind });
    if (delivery.kind !== 'sent') this.log.warn({ letterId: letter._id, ...delivery }, 'A letter was not sent');
    const settled = await this.letters.settle(letter, delivery, Math.random());
    if (settled?.status === 'scheduled') this.orders.place(settled);
    return { kind: 'tried' };
  }

  private async whyNot(version: LetterVersion): Promise<SendingOutcome> {
    const inMs = await this.letters.dueInMs(version);
    return inMs === null ? { kind: 'over' } : { kind: 'early', inMs: Math.max(1, inMs) };
  }

  private async deliver(letter: LetterDocument): Promise<Delivery> {
    if (letter.attempts > MOST_ATTEMPTS) return { kind: 'failed', reason: letter.failure ?? 'gave_up' };
    try {
      const { email, status, timeZone } = await this.addressees.find(letter.employeeId.toHexString());
      if (email === null) return { kind: 'failed', reason: 'no_address' };
      if (status === 'dismissed') return { kind: 'failed', reason: 'not_employed' };
      await this.sendTo({ email, timeZone }, letter);
      return { kind: 'sent', to: email };
    } catch (error) {
      return isDomainError(error) ? afterNoAnswer(error.code) : afterRefusal(toFailure(error));
    }
  }

  private async sendTo(
    { email, timeZone }: { readonly email: string } & Pick<Employee, 'timeZone'>,
    letter: LetterDocument,
  ): Promise<void> {
    const { _id: letterId, subject, plannedAt, language, createdAt: writtenAt } = letter;
    const text = composeLetter({ subject, plannedAt, timeZone, link: this.linkOf(letter) }, language);
    const headers = { 'X-CRM-Notification': letterId };
    await this.mail.send({ letterId, to: email, writtenAt, headers, ...text });
  }

  private linkOf({ clientId }: LetterDocument): string {
    const { publicUrl } = this.settings;
    return clientId === null ? publicUrl : `${publicUrl}/clients/${clientId.toHexString()}`;
  }
}

const afterNoAnswer = (code: string): Delivery => ({
  kind: code === 'employee.not_found' ? 'failed' : 'later',
  reason: code,
});

/** Whatever was thrown; only what the mail client says of a refusal is looked at. */
function toFailure(error: unknown) {
  return error instanceof Error ? error : { message: String(error) };
}
