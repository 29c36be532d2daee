import { within } from '@crm/kernel';
import { createTransport } from 'nodemailer';
import { messageIdOf } from './delivery.ts';
import type { MailSettings } from './mail-settings.ts';

const CONNECT_LIMIT_MS = 10_000;
const SILENCE_LIMIT_MS = 20_000;
/** Less than an attempt may take before another one is begun. */
const SEND_LIMIT_MS = 60_000;

export interface LetterText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Mail extends LetterText {
  /** The same at each attempt: it becomes the Message-ID. */
  readonly letterId: string;
  readonly to: string;
  readonly writtenAt: Date;
  /** Headers of our own, besides the one that says that nobody has typed the letter. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Hands letters over to the mail server of the organisation. */
export class MailSender {
  private readonly transport;

  constructor(private readonly settings: Pick<MailSettings, 'smtpUrl' | 'from'>) {
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
  async send({ letterId, to, writtenAt, headers, ...text }: Mail): Promise<void> {
    const { from } = this.settings;
    const messageId = messageIdOf(letterId, from);
    const ours = { ...headers, 'Auto-Submitted': 'auto-generated' };
    const mail = { from, to: { name: '', address: to }, messageId, date: writtenAt, headers: ours, ...text };
    await within(SEND_LIMIT_MS, this.transport.sendMail(mail));
  }

  /** Nest calls it when the program ends. */
  onApplicationShutdown(): void {
    this.transport.close();
  }
}
