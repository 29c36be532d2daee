import { escapeText, letterPage, type LetterLanguage, type LetterText, oneLine } from '@crm/mail';
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
    html: letterPage({
      ...{ language, title, why },
      body: [
        `<p><strong>${escapeText(facts.subject)}</strong></p>`,
        ...(when === null ? [] : [`<p>${escapeText(when)}</p>`]),
        `<p><a href="${escapeText(facts.link)}">${escapeText(open)}</a></p>`,
      ],
    }),
  };
}
