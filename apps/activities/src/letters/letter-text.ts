import { escapeText, type LetterLanguage, type LetterText, oneLine } from '@crm/mail';
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
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeText(title)}</title></head>`,
      '<body style="font-family:sans-serif;font-size:16px;line-height:1.4">',
      `<p><strong>${escapeText(facts.subject)}</strong></p>`,
      ...(when === null ? [] : [`<p>${escapeText(when)}</p>`]),
      `<p><a href="${escapeText(facts.link)}">${escapeText(open)}</a></p>`,
      `<p style="color:#5c5f66;font-size:13px">${escapeText(why)}</p></body></html>`,
    ].join('\n'),
  };
}
