import type { LetterLanguage } from './letter.schema.ts';

export interface LetterSettings {
  /** `smtp://user:password@host:port`, or `smtps://`. */
  readonly smtpUrl: string;
  /** `CRM <crm@firm.example>` */
  readonly from: string;
  readonly language: LetterLanguage;
  /** Where people open the page: links in letters begin with it. No slash at its end. */
  readonly publicUrl: string;
}

export const LETTER_SETTINGS = Symbol('LETTER_SETTINGS');
