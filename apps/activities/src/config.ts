import { serviceEnvironment } from '@crm/boot';
import { secret } from '@crm/config';
import { z } from 'zod';
import type { LetterSettings } from './letters/letter-settings.ts';

const smtpUrl = z
  .url({ protocol: /^smtps?$/ })
  .describe('mail server, smtp://user:password@host:port; without it no letters are sent');
const needsWithMail = ['MAIL_FROM', 'PUBLIC_URL'] as const;

/** As for every service; whoever names a mail server also says from whom letters come and where their links lead. */
export const activitiesEnvironment = serviceEnvironment
  .extend({
    SMTP_URL: secret(smtpUrl.optional()),
    MAIL_FROM: z.string().includes('@').optional().describe('sender of letters: CRM <crm@firm.example>'),
    MAIL_LANGUAGE: z.enum(['ru', 'en']).default('ru').describe('language of letters'),
    PUBLIC_URL: z
      .url({ protocol: /^https?$/ })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional()
      .describe('where people open the page'),
  })
  .superRefine((config, context) => {
    for (const name of needsWithMail) {
      if (config.SMTP_URL !== undefined && config[name] === undefined)
        context.addIssue({ code: 'custom', path: [name], message: 'is needed where SMTP_URL is set' });
    }
  });

export type ActivitiesConfig = Readonly<z.output<typeof activitiesEnvironment>>;

/** Undefined where no mail server is named. */
export function letterSettings(config: ActivitiesConfig): LetterSettings | undefined {
  const { SMTP_URL: url, MAIL_FROM: from, MAIL_LANGUAGE: language, PUBLIC_URL: publicUrl } = config;
  if (url === undefined || from === undefined || publicUrl === undefined) return undefined;
  return { smtpUrl: url, from, language, publicUrl };
}
