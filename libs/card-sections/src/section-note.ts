/** What the gateway has to know of a section that it does not read. */
export interface SectionNote {
  /** The employees whom it mentions. */
  readonly mentions: readonly string[];
  /** Whether it is right for this reader until a section is taken away; otherwise it may be wrong with the next day. */
  readonly lasting: boolean;
}

const FLEETING = 'fleeting;';

/** The note as it travels beside the section. */
export const writeNote = ({ mentions, lasting }: SectionNote): string => `${lasting ? '' : FLEETING}${mentions.join()}`;

export function readNote(note: string): SectionNote {
  const lasting = !note.startsWith(FLEETING);
  const ids = lasting ? note : note.slice(FLEETING.length);
  return { lasting, mentions: ids === '' ? [] : ids.split(',') };
}
