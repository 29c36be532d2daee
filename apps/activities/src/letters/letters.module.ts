import { type DynamicModule, Module } from '@nestjs/common';
import { MailSender, type MailSettings } from '@crm/mail';
import { Backlogs } from '@crm/observability';
import { LeaseRepository } from '../firing/lease.repository.ts';
import { Addressees } from './addressees.ts';
import { LetterBook } from './letter-book.service.ts';
import { LetterOrders } from './letter-orders.ts';
import { LetterReconciler } from './letter-reconciler.worker.ts';
import { LetterRepository } from './letter.repository.ts';
import { LetterSending } from './letter-sending.service.ts';
import { LETTER_SETTINGS } from './letter-settings.ts';
import { LetterWorker } from './letter.worker.ts';
import { Letters, NoLetters } from './letters.ts';

/** A mail server that is down for longer than this is noticed by people. */
const LATE_AFTER_S = 900;

/** Letters to employees: written with their notifications, sent by jobs. Without settings there are none. */
@Module({})
export class LettersModule {
  static forRoot(settings: MailSettings | undefined): DynamicModule {
    const common = { module: LettersModule, global: true, exports: [Letters] };
    if (!settings) return { ...common, providers: [{ provide: Letters, useClass: NoLetters }] };
    return {
      ...common,
      providers: [
        { provide: LETTER_SETTINGS, useValue: settings },
        { provide: Letters, useClass: LetterBook },
        ...[LetterRepository, LeaseRepository, LetterOrders, LetterSending, LetterWorker, LetterReconciler],
        Addressees,
        { provide: MailSender, useFactory: () => new MailSender(settings) },
        watch,
      ],
    };
  }
}

const watch = {
  provide: Symbol('the backlog of letters'),
  inject: [Backlogs, LetterRepository],
  useFactory: (backlogs: Backlogs, letters: LetterRepository): void =>
    backlogs.register({ name: 'letters', limitSeconds: LATE_AFTER_S, oldest: () => letters.oldestUnsent() }),
};
