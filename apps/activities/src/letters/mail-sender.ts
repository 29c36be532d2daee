import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { within } from '@crm/kernel';
import { createTransport } from 'nodemailer';
import { messageIdOf } from './letter.ts';
import { LETTER_SETTINGS, type LetterSettings } from './letter-settings.ts';
import type { LetterText } from './letter-text.ts';

const CONNECT_LIMIT_MS = 10_000;
const SILENCE_LIMIT_MS = 20_000;
/** Less than an attempt may take before another one is begun. */
const SEND_LIMIT_MS = 60_000;

interface Mail extends LetterText {
  readonly letterId: string;
  readonly to: string;
  readonly writtenAt: Date;
}

/** Hands letters over to the mail server of the organisation. */
@Injectable()
export class MailSender implements OnApplicationShutdown {
  private readonly transport;

  constructor(@Inject(LETTER_SETTINGS) private readonly settings: LetterSettings) {
    this.transport = createTransport({
      url: settings.smtpUrl,
      connectionTimeout: CONNECT_LIMIT_MS,
      greetingTimeout: CONNECT_LIMIT_MS,
      socketTimeout: SILENCE_LIMIT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /** @throws Error as a `MailFailure`. After a lost connection or the limit, the server may have taken the letter all the same. */
  async send({ letterId, to, writtenAt, ...text }: Mail): Promise<void> {
    const { from } = this.settings;
    const headers = { 'X-CRM-Notification': letterId, 'Auto-Submitted': 'auto-generated' };
    const messageId = messageIdOf(letterId, from);
    const mail = { from, to: { name: '', address: to }, messageId, date: writtenAt, headers, ...text };
    await within(SEND_LIMIT_MS, this.transport.sendMail(mail));
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }
}
