import { secret } from '@crm/config';
import { z } from 'zod';

export type LetterLanguage = 'ru' | 'en';

export interface MailSettings {
  /** `smtp://user:password@host:port`, or `smtps://`. */
  readonly smtpUrl: string;
  /** `CRM <crm@firm.example>` */
  readonly from: string;
  readonly language: LetterLanguage;
  /** Where people open the page: links in letters begin with it. No slash at its end. */
  readonly publicUrl: string;
}

const smtpUrl = z
  .url({ protocol: /^smtps?$/ })
  .describe('mail server, smtp://user:password@host:port; without it no letters are sent');

/** The variables of the environment of a program that sends letters. */
export const mailEnvironment = {
  SMTP_URL: secret(smtpUrl.optional()),
  MAIL_FROM: z.string().includes('@').optional().describe('sender of letters: CRM <crm@firm.example>'),
  MAIL_LANGUAGE: z.enum(['ru', 'en']).default('ru').describe('language of letters'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe('where people open the page'),
};

/** What `mailEnvironment` gives. */
export interface MailConfig {
  readonly SMTP_URL?: string | undefined;
  readonly MAIL_FROM?: string | undefined;
  readonly MAIL_LANGUAGE: LetterLanguage;
  readonly PUBLIC_URL?: string | undefined;
}

const needsWithMail = ['MAIL_FROM', 'PUBLIC_URL'] as const;

/** Whoever names a mail server also says from whom letters come and where their links lead. */
export function requireSender(config: MailConfig, context: z.RefinementCtx): void {
  for (const name of needsWithMail) {
    if (config.SMTP_URL !== undefined && config[name] === undefined)
      context.addIssue({ code: 'custom', path: [name], message: 'is needed where SMTP_URL is set' });
  }
}

/** Undefined where no mail server is named. */
export function mailSettings(config: MailConfig): MailSettings | undefined {
  const { SMTP_URL: url, MAIL_FROM: from, MAIL_LANGUAGE: language, PUBLIC_URL: publicUrl } = config;
  if (url === undefined || from === undefined || publicUrl === undefined) return undefined;
  return { smtpUrl: url, from, language, publicUrl };
}
