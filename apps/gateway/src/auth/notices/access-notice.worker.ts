import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { systemActor } from '@crm/access';
import { getEmployee, nameEmployees } from '@crm/contracts';
import { Clock, isDomainError } from '@crm/kernel';
import { HandlesJob, type JobPayload } from '@crm/jobs';
import { afterRefusal, type Delivery, MailSender, type MailSettings, MOST_ATTEMPTS } from '@crm/mail';
import { RpcClient } from '@crm/messaging';
import { ACCOUNT_MAIL } from '../../letters/account-mail.ts';
import type { LetterVersion } from '../../letters/due-letter.ts';
import { LetterRounds } from '../../letters/letter-rounds.ts';
import { AccountRepository } from '../account.repository.ts';
import type { AccountDocument } from '../account.schema.ts';
import { sendAccessNotice } from './access-notice-job.ts';
import { type AccessNoticeFacts, composeAccessNotice } from './access-notice-letter.ts';
import { AccessNoticeRepository } from './access-notice.repository.ts';
import type { AccessNoticeDocument } from './access-notice.schema.ts';
import { AccessNotices } from './access-notices.service.ts';

/** Sends letters about what administrators have ended, at least once, each attempt under the same Message-ID. */
@Injectable()
export class AccessNoticeWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(AccessNoticeWorker.name);
  private readonly sender: MailSender | undefined;
  readonly rounds: LetterRounds;

  constructor(
    private readonly notices: AccessNoticeRepository,
    private readonly accounts: AccountRepository,
    private readonly orders: AccessNotices,
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
    @Inject(ACCOUNT_MAIL) private readonly settings: MailSettings | undefined,
  ) {
    this.sender = settings && new MailSender(settings);
    this.rounds = new LetterRounds({ letters: notices.letters, clock, send: (version) => this.send(version) });
  }

  onApplicationBootstrap(): void {
    if (this.sender) this.rounds.begin();
  }

  onApplicationShutdown(): void {
    this.rounds.stop();
    this.sender?.onApplicationShutdown();
  }

  @HandlesJob(sendAccessNotice, { concurrency: 2 })
  async work({ noticeId, version }: JobPayload<typeof sendAccessNotice>): Promise<void> {
    await this.send({ letterId: noticeId, version });
  }

  private async send(version: LetterVersion): Promise<void> {
    const notice = await this.notices.letters.claim(version, this.clock.now());
    if (!notice) return;
    const delivery = await this.deliver(notice);
    if (delivery.kind !== 'sent') this.log.warn({ noticeId: version.letterId, ...delivery }, 'A letter was not sent');
    const again = await this.notices.letters.settle(notice, delivery, this.clock.now());
    if (again) this.orders.order(again);
  }

  private async deliver(notice: AccessNoticeDocument): Promise<Delivery> {
    const { settings } = this;
    if (!settings || notice.attempts > MOST_ATTEMPTS) return { kind: 'failed', reason: notice.failure ?? 'gave_up' };
    const account = await this.accounts.findById(notice.accountId.toHexString());
    if (!account) return { kind: 'failed', reason: 'no_account' };
    try {
      const letter = composeAccessNotice(await this.factsOf(notice, account, settings), settings.language);
      const { _id, createdAt: writtenAt } = notice;
      await this.sender?.send({ letterId: `${_id.toHexString()}.access`, to: account.email, writtenAt, ...letter });
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
