import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Actor } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { JobQueue } from '@crm/jobs';
import type { MailSettings } from '@crm/mail';
import { currentRequest } from '@crm/observability';
import { newId, toObjectId, Transaction } from '@crm/persistence';
import { ACCOUNT_MAIL } from '../../letters/account-mail.ts';
import { dueAtOnce } from '../../letters/due-letter.ts';
import { sendAccessNotice } from './access-notice-job.ts';
import { AccessNoticeRepository } from './access-notice.repository.ts';
import type { AccessNoticeDocument } from './access-notice.schema.ts';

export type NewAccessNotice = Pick<AccessNoticeDocument, 'kind' | 'ended'>;

/** Orders letters about what administrators end. The document is the truth; a job that is lost is made up for by the rounds. */
@Injectable()
export class AccessNotices {
  private readonly log = new Logger(AccessNotices.name);

  constructor(
    private readonly notices: AccessNoticeRepository,
    private readonly queue: JobQueue,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    @Inject(ACCOUNT_MAIL) private readonly mail: MailSettings | undefined,
  ) {}

  /**
   * Writes what the one who asks has ended of somebody else's account, within the transaction that ends it. Of one's own
   * nothing is written, nor of what ends by itself, as with a dismissal.
   */
  async write(accountId: string, { kind, ended }: NewAccessNotice): Promise<void> {
    const { actor, reason = null } = currentRequest() ?? {};
    const by = actor as Actor | undefined;
    if (!this.mail || !by || by.accountId === accountId || ended.length === 0) return;
    const notice: AccessNoticeDocument = {
      _id: toObjectId(newId()),
      accountId: toObjectId(accountId),
      ...{ kind, ended, endedById: toObjectId(by.employeeId), reason },
      ...dueAtOnce(this.clock.now()),
    };
    await this.notices.insert(notice);
    this.transaction.afterCommit(() => this.order(notice));
  }

  /** Nobody waits for it and it never fails. */
  order({ _id, version, dueAt }: AccessNoticeDocument): void {
    const noticeId = _id.toHexString();
    const delayMs = Math.max(0, dueAt.getTime() - this.clock.now().getTime());
    this.queue
      .add(sendAccessNotice, { noticeId, version }, { id: `access-notice-${noticeId}-${version}`, delayMs })
      .catch((error: unknown) => this.log.warn(error, `The access notice ${noticeId} is not ordered`));
  }
}
