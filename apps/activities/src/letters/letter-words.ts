import { type LetterLanguage, momentIn } from '@crm/mail';

interface Words {
  readonly title: string;
  readonly when: string | null;
  readonly open: string;
  readonly why: string;
}

interface Facts {
  readonly plannedAt: Date | null;
  readonly timeZone: string;
}

/** What a letter about a reminder says beside the subject of the activity. */
export function readFacts({ plannedAt, timeZone }: Facts, language: LetterLanguage): Words {
  const moment = plannedAt && momentIn(plannedAt, timeZone, language);
  switch (language) {
    case 'ru':
      return {
        title: 'Напоминание',
        when: moment && `Запланировано на ${moment}`,
        open: 'Открыть в CRM',
        why: 'Вы получили это письмо, потому что поставили напоминание в CRM. Отвечать на него не нужно.',
      };
    case 'en':
      return {
        title: 'Reminder',
        when: moment && `Planned for ${moment}`,
        open: 'Open in the CRM',
        why: 'You get this letter because you have set a reminder in the CRM. It needs no reply.',
      };
  }
}
