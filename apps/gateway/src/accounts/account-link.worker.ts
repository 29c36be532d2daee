import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@crm/kernel';
import { HandlesJob, type JobPayload } from '@crm/jobs';
import { afterRefusal, type Delivery, MailSender, type MailSettings, MOST_ATTEMPTS } from '@crm/mail';
import { AccountRepository } from '../auth/account.repository.ts';
import { ACCOUNT_MAIL } from '../letters/account-mail.ts';
import type { LetterVersion } from '../letters/due-letter.ts';
import { LetterRounds } from '../letters/letter-rounds.ts';
import { composeAccountLetter } from './account-letter.ts';
import { hashOfLink, newLinkToken } from './account-link.ts';
import { sendAccountLink } from './account-link-job.ts';
import { AccountLinkRepository } from './account-link.repository.ts';
import type { AccountLinkDocument } from './account-link.schema.ts';
import { AccountLinks } from './account-links.service.ts';

const awaited = { invitation: 'invited', reset: 'active' } as const;

/** Sends letters with links, at least once. Without a mail server none is written, so nothing is left to do. */
@Injectable()
export class AccountLinkWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(AccountLinkWorker.name);
  private readonly sender: MailSender | undefined;
  private readonly rounds: LetterRounds;

  constructor(
    private readonly links: AccountLinkRepository,
    private readonly accounts: AccountRepository,
    private readonly orders: AccountLinks,
    private readonly clock: Clock,
    @Inject(ACCOUNT_MAIL) private readonly settings: MailSettings | undefined,
  ) {
    this.sender = settings && new MailSender(settings);
    this.rounds = new LetterRounds({ letters: links.letters, clock, send: (version) => this.send(version) });
  }

  onApplicationBootstrap(): void {
    if (this.sender) this.rounds.begin();
  }

  onApplicationShutdown(): void {
    this.rounds.stop();
    this.sender?.onApplicationShutdown();
  }

  @HandlesJob(sendAccountLink, { concurrency: 2 })
  async work({ linkId, version }: JobPayload<typeof sendAccountLink>): Promise<void> {
    await this.send({ letterId: linkId, version });
  }

  private async send(version: LetterVersion): Promise<void> {
    const token = newLinkToken();
    const link = await this.links.claim(version, hashOfLink(token), this.clock.now());
    if (!link) return;
    const delivery = await this.deliver(link, token);
    if (delivery.kind === 'later') this.log.warn({ linkId: version.letterId, ...delivery }, 'A letter was not sent');
    const again = await this.links.letters.settle(link, delivery, this.clock.now());
    if (again) this.orders.order(again);
  }

  private async deliver(link: AccountLinkDocument, token: string): Promise<Delivery> {
    const { _id, purpose, email, attempts, createdAt: writtenAt } = link;
    if (!this.settings || attempts > MOST_ATTEMPTS) return { kind: 'failed', reason: link.failure ?? 'gave_up' };
    const account = await this.accounts.findByEmail(email);
    if (account?.status !== awaited[purpose]) return { kind: 'failed', reason: 'no_account' };
    const { publicUrl, language } = this.settings;
    const letter = composeAccountLetter(purpose, `${publicUrl}/password#${token}`, language);
    try {
      await this.sender?.send({ letterId: `${_id.toHexString()}.${attempts}`, to: email, writtenAt, ...letter });
      return { kind: 'sent', to: email };
    } catch (error) {
      return afterRefusal(error instanceof Error ? error : { message: String(error) });
    }
  }
}
