import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@crm/kernel';
import { HandlesJob, type JobPayload } from '@crm/jobs';
import { afterRefusal, type Delivery, type MailSender, type MailSettings } from '@crm/mail';
import { AccountRepository } from '../auth/account.repository.ts';
import { ACCOUNT_MAIL } from '../letters/account-mail.ts';
import type { LetterVersion } from '../letters/due-letter.ts';
import { type LetterAttempt, LetterWorker } from '../letters/letter-worker.ts';
import { composeAccountLetter } from './account-letter.ts';
import { hashOfLink, newLinkToken } from './account-link.ts';
import { sendAccountLink } from './account-link-job.ts';
import { AccountLinkRepository } from './account-link.repository.ts';
import type { AccountLinkDocument } from './account-link.schema.ts';
import { AccountLinks } from './account-links.service.ts';

const awaited = { invitation: 'invited', reset: 'active' } as const;

/** Sends letters with links: each attempt brings a secret of its own. */
@Injectable()
export class AccountLinkWorker extends LetterWorker<AccountLinkDocument> {
  constructor(
    private readonly links: AccountLinkRepository,
    private readonly accounts: AccountRepository,
    orders: AccountLinks,
    clock: Clock,
    @Inject(ACCOUNT_MAIL) settings: MailSettings | undefined,
  ) {
    super({ letters: links.letters, clock, settings, order: (link) => orders.order(link), logged: ['later'] });
  }

  @HandlesJob(sendAccountLink, { concurrency: 2 })
  async work({ linkId, version }: JobPayload<typeof sendAccountLink>): Promise<void> {
    await this.send({ letterId: linkId, version });
  }

  protected async begin(version: LetterVersion, now: Date): Promise<LetterAttempt<AccountLinkDocument> | undefined> {
    const token = newLinkToken();
    const letter = await this.links.claim(version, hashOfLink(token), now);
    if (!letter) return undefined;
    return { letter, deliver: (sender, settings) => this.deliverTo(sender, { letter, token, settings }) };
  }

  private async deliverTo(sender: MailSender, { letter: link, token, settings }: LinkToSend): Promise<Delivery> {
    const { _id, purpose, email, attempts, createdAt: writtenAt } = link;
    const account = await this.accounts.findByEmail(email);
    if (account?.status !== awaited[purpose]) return { kind: 'failed', reason: 'no_account' };
    const { publicUrl, language } = settings;
    const letter = composeAccountLetter(purpose, `${publicUrl}/password#${token}`, language);
    try {
      await sender.send({ letterId: `${_id.toHexString()}.${attempts}`, to: email, writtenAt, ...letter });
      return { kind: 'sent', to: email };
    } catch (error) {
      return afterRefusal(error instanceof Error ? error : { message: String(error) });
    }
  }
}

interface LinkToSend {
  readonly letter: AccountLinkDocument;
  readonly token: string;
  readonly settings: MailSettings;
}
