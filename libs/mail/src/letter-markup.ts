import type { LetterLanguage } from './mail-settings.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text of people as a part of a page: none of it is read as markup. */
export const escapeText = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/** Text of people as a part of a subject. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** `27 November 2026 at 12:30`, by the clock of a time zone (IANA). */
export function momentIn(moment: Date, timeZone: string, language: LetterLanguage): string {
  const options = {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  return new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', options).format(moment);
}
