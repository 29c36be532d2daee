import { Inject, Injectable } from '@nestjs/common';
import { systemActor } from '@crm/access';
import { getEmployee, nameEmployees } from '@crm/contracts';
import { Clock, isDomainError } from '@crm/kernel';
import { HandlesJob, type JobPayload } from '@crm/jobs';
import { afterRefusal, type Delivery, type MailSender, type MailSettings } from '@crm/mail';
import { RpcClient } from '@crm/messaging';
import { ACCOUNT_MAIL } from '../../letters/account-mail.ts';
import type { LetterVersion } from '../../letters/due-letter.ts';
import { type LetterAttempt, LetterWorker } from '../../letters/letter-worker.ts';
import { AccountRepository } from '../account.repository.ts';
import type { AccountDocument } from '../account.schema.ts';
import { sendAccessNotice } from './access-notice-job.ts';
import { type AccessNoticeFacts, composeAccessNotice } from './access-notice-letter.ts';
import { AccessNoticeRepository } from './access-notice.repository.ts';
import type { AccessNoticeDocument } from './access-notice.schema.ts';
import { AccessNotices } from './access-notices.service.ts';

/** Sends letters about what administrators have ended, each attempt under the same Message-ID. */
@Injectable()
export class AccessNoticeWorker extends LetterWorker<AccessNoticeDocument> {
  constructor(
    private readonly notices: AccessNoticeRepository,
    private readonly accounts: AccountRepository,
    orders: AccessNotices,
    private readonly rpc: RpcClient,
    clock: Clock,
    @Inject(ACCOUNT_MAIL) settings: MailSettings | undefined,
  ) {
    const order = (notice: AccessNoticeDocument): void => orders.order(notice);
    super({ letters: notices, clock, settings, order, logged: ['later', 'failed'] });
  }

  @HandlesJob(sendAccessNotice, { concurrency: 2 })
  async work({ noticeId, version }: JobPayload<typeof sendAccessNotice>): Promise<void> {
    await this.send({ letterId: noticeId, version });
  }

  protected async begin(version: LetterVersion, now: Date): Promise<LetterAttempt<AccessNoticeDocument> | undefined> {
    const letter = await this.notices.claim(version, now);
    if (!letter) return undefined;
    return { letter, deliver: (sender, settings) => this.deliverTo(sender, letter, settings) };
  }

  private async deliverTo(sender: MailSender, notice: AccessNoticeDocument, settings: MailSettings): Promise<Delivery> {
    const account = await this.accounts.findById(notice.accountId.toHexString());
    if (!account) return { kind: 'failed', reason: 'no_account' };
    try {
      const letter = composeAccessNotice(await this.factsOf(notice, account, settings), settings.language);
      const { _id, createdAt: writtenAt } = notice;
      await sender.send({ letterId: `${_id.toHexString()}.access`, to: account.email, writtenAt, ...letter });
      return { kind: 'sent', to: account.email };
    } catch (error) {
      if (isDomainError(error)) return { kind: 'later', reason: error.code };
      return afterRefusal(error instanceof Error ? error : { message: String(error) });
    }
  }

  /** Asked for when the letter is sent: names and time zones change. */
  private async factsOf(
    notice: AccessNoticeDocument,
    { employeeId }: AccountDocument,
    { publicUrl }: MailSettings,
  ): Promise<AccessNoticeFacts> {
    const { kind, ended, reason, createdAt: endedAt, endedById } = notice;
    const timeZone = await this.timeZoneOf(employeeId.toHexString());
    const by = await this.nameOf(endedById.toHexString());
    return { kind, ended, reason, endedAt, timeZone, by, link: `${publicUrl}/security` };
  }

  /** UTC where the employee is not known any more. */
  private async timeZoneOf(employeeId: string): Promise<string> {
    const asked = this.rpc.call(getEmployee, { employeeId }, { actor: systemActor });
    const found = await asked.catch((error: unknown) => {
      if (isDomainError(error) && error.code === 'employee.not_found') return { timeZone: 'UTC' };
      throw error;
    });
    return found.timeZone;
  }

  private async nameOf(employeeId: string): Promise<string | null> {
    const { data } = await this.rpc.call(nameEmployees, { ids: [employeeId] }, { actor: systemActor });
    return data[0]?.name ?? null;
  }
}
