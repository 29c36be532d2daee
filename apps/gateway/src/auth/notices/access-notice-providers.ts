import type { Provider } from '@nestjs/common';
import { type MailConfig, mailSettings } from '@crm/mail';
import { Backlogs } from '@crm/observability';
import { ACCOUNT_MAIL } from '../../letters/account-mail.ts';
import { AccessNoticeRepository } from './access-notice.repository.ts';
import { AccessNotices } from './access-notices.service.ts';
import { AccessNoticeWorker } from './access-notice.worker.ts';

/** Somebody wonders why his program is refused. */
const LATE_AFTER_S = 300;

const watch: Provider = {
  provide: Symbol('the backlog of access notices'),
  inject: [Backlogs, AccessNoticeRepository],
  useFactory: (backlogs: Backlogs, notices: AccessNoticeRepository): void =>
    backlogs.register({ name: 'access-notices', limitSeconds: LATE_AFTER_S, oldest: () => notices.oldestDue() }),
};

/** What tells people of keys and sessions of theirs that administrators have ended. */
export const accessNoticeProviders = (config: MailConfig): Provider[] => [
  { provide: ACCOUNT_MAIL, useValue: mailSettings(config) },
  ...[AccessNoticeRepository, AccessNotices, AccessNoticeWorker],
  watch,
];
