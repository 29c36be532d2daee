import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@crm/kernel';
import { HandlesJob, type JobPayload } from '@crm/jobs';
import { afterRefusal, type Delivery, MailSender, type MailSettings, MOST_ATTEMPTS } from '@crm/mail';
import { AccountRepository } from '../auth/account.repository.ts';
import { composeAccountLetter } from './account-letter.ts';
import { hashOfLink, newLinkToken } from './account-link.ts';
import { sendAccountLink } from './account-link-job.ts';
import { AccountLinkRepository, type LinkVersion } from './account-link.repository.ts';
import type { AccountLinkDocument } from './account-link.schema.ts';
import { ACCOUNT_MAIL, AccountLinks } from './account-links.service.ts';

const EVERY_MS = 5_000;
/** A letter that is so late has lost its job. */
const OVERDUE_MS = 30_000;
const BATCH = 100;
const awaited = { invitation: 'invited', reset: 'active' } as const;

/** Sends letters with links, at least once. Without a mail server none is written, so nothing is left to do. */
@Injectable()
export class AccountLinkWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(AccountLinkWorker.name);
  private readonly sender: MailSender | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly links: AccountLinkRepository,
    private readonly accounts: AccountRepository,
    private readonly orders: AccountLinks,
    private readonly clock: Clock,
    @Inject(ACCOUNT_MAIL) private readonly settings: MailSettings | undefined,
  ) {
    this.sender = settings && new MailSender(settings);
  }

  onApplicationBootstrap(): void {
    if (this.sender) this.timer = setInterval(() => void this.makeUp(), EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    this.sender?.onApplicationShutdown();
  }

  @HandlesJob(sendAccountLink, { concurrency: 2 })
  async work(version: JobPayload<typeof sendAccountLink>): Promise<void> {
    await this.send(version);
  }

  /** Sends what is overdue: Redis was emptied, or a process died with the letter in its hands. */
  async makeUp(): Promise<void> {
    try {
      const late = await this.links.overdue(new Date(this.clock.now().getTime() - OVERDUE_MS), BATCH);
      for (const { _id, version } of late) await this.send({ linkId: _id.toHexString(), version });
    } catch (error) {
      this.log.warn(error, 'Letters with links cannot be looked after for now');
    }
  }

  private async send(version: LinkVersion): Promise<void> {
    const token = newLinkToken();
    const link = await this.links.claim(version, hashOfLink(token), this.clock.now());
    if (!link) return;
    const delivery = await this.deliver(link, token);
    if (delivery.kind === 'later') this.log.warn({ linkId: version.linkId, ...delivery }, 'A letter was not sent');
    const again = await this.links.settle(link, delivery, this.clock.now());
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
