import type { LetterLanguage, LetterText } from '@crm/mail';
import { readFacts } from './letter-words.ts';

/** What a letter tells of. */
export interface LetterFacts {
  readonly subject: string;
  readonly plannedAt: Date | null;
  /** The addressee's. */
  readonly timeZone: string;
  /** Address of the page that shows more. */
  readonly link: string;
}

/** The letter in the language of its reader, as plain text and as a page; both say the same. */
export function composeLetter(facts: LetterFacts, language: LetterLanguage): LetterText {
  const { title, when, open, why } = readFacts(facts, language);
  const lines = [facts.subject, ...(when === null ? [] : [when])];
  return {
    subject: oneLine(`${title}: ${facts.subject}`),
    text: [...lines, '', `${open}: ${facts.link}`, '', '--', why, ''].join('\n'),
    html: [
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escape(title)}</title></head>`,
      '<body style="font-family:sans-serif;font-size:16px;line-height:1.4">',
      `<p><strong>${escape(facts.subject)}</strong></p>`,
      ...(when === null ? [] : [`<p>${escape(when)}</p>`]),
      `<p><a href="${escape(facts.link)}">${escape(open)}</a></p>`,
      `<p style="color:#5c5f66;font-size:13px">${escape(why)}</p></body></html>`,
    ].join('\n'),
  };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
