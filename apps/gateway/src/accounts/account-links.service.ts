import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock, DomainError } from '@crm/kernel';
import { JobQueue } from '@crm/jobs';
import type { MailSettings } from '@crm/mail';
import { Transaction } from '@crm/persistence';
import { ACCOUNT_MAIL } from '../letters/account-mail.ts';
import type { LinkPurpose } from './account-link.ts';
import { sendAccountLink } from './account-link-job.ts';
import { AccountLinkRepository } from './account-link.repository.ts';
import type { AccountLinkDocument } from './account-link.schema.ts';

/** Orders letters with links. The document is the truth; a job that is lost is made up for by the worker's rounds. */
@Injectable()
export class AccountLinks {
  private readonly log = new Logger(AccountLinks.name);

  constructor(
    private readonly links: AccountLinkRepository,
    private readonly queue: JobQueue,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    @Inject(ACCOUNT_MAIL) private readonly mail: MailSettings | undefined,
  ) {}

  /** Writes a link, within the transaction that it belongs to. @throws DomainError `mail.not_set_up` */
  async write(purpose: LinkPurpose, email: string): Promise<void> {
    if (!this.mail) throw new DomainError('mail.not_set_up');
    const link = await this.links.renew(purpose, email, this.clock.now());
    this.transaction.afterCommit(() => this.order(link));
  }

  /** The link of a secret. @throws DomainError `account.link_invalid` when it is too old, or has been followed or replaced. */
  async find(token: string): Promise<AccountLinkDocument> {
    const link = await this.links.find(token, this.clock.now());
    if (!link) throw new DomainError('account.link_invalid');
    return link;
  }

  /** Makes the links of the address worthless. */
  forget(email: string): Promise<void> {
    return this.links.forget(email);
  }

  /** Nobody waits for it and it never fails. */
  order({ _id, version, dueAt }: AccountLinkDocument): void {
    const linkId = _id.toHexString();
    const delayMs = Math.max(0, dueAt.getTime() - this.clock.now().getTime());
    this.queue
      .add(sendAccountLink, { linkId, version }, { id: `link-${linkId}-${version}`, delayMs })
      .catch((error: unknown) => this.log.warn(error, `The letter with the link ${linkId} is not ordered`));
  }
}
