import type { LetterLanguage } from './mail-settings.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text of people as a part of a page: none of it is read as markup. */
export const escapeText = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

interface LetterPage {
  readonly language: LetterLanguage;
  readonly title: string;
  /** Markup, line by line. */
  readonly body: readonly string[];
  /** Why the letter was sent, in small print. */
  readonly why: string;
}

/** The page that a letter is for who reads it as one; titles and reasons are texts. */
export const letterPage = ({ language, title, body, why }: LetterPage): string =>
  [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeText(title)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.4">',
    ...body,
    `<p style="color:#5c5f66;font-size:13px">${escapeText(why)}</p></body></html>`,
  ].join('\n');

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
