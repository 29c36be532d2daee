import type { ImportRefusal, Problem } from '@crm/contracts';

type Language = 'ru' | 'en';

/** The language of the terminal, as far as we speak it. */
export const terminalLanguage = ({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language =>
  (LC_ALL ?? LC_MESSAGES ?? LANG ?? '').startsWith('ru') ? 'ru' : 'en';

/** `accounts.csv, line 3, sector: The value is required`. */
export function describeRefusal({ file, line, field, message }: ImportRefusal, language: Language): string {
  const lineWord = language === 'ru' ? 'строка' : 'line';
  const place = [file, ...(line === null ? [] : [`${lineWord} ${line}`]), ...(field === null ? [] : [field])];
  return `${place.join(', ')}: ${message[language]}`;
}

/** What the gateway's refusal means to the one who has asked. */
export function explain(
  problem: Problem | undefined,
  status: number,
  language = terminalLanguage(process.env),
): string {
  if (!problem) return `The gateway answered with status ${status}.`;
  const refusal = refusalIn(problem.details);
  const file = problem.details?.['file'];
  const title = typeof file === 'string' ? `${file}: ${problem.title}` : problem.title;
  const reason = refusal ? describeRefusal(refusal, language) : title;
  return `${reason} (${problem.code})`;
}

/** The malformed file that a refusal or a failed job is about. */
export const refusalIn = (details: unknown): ImportRefusal | undefined => (isRefusal(details) ? details : undefined);

const isRefusal = (details: unknown): details is ImportRefusal =>
  typeof details === 'object' && details !== null && 'file' in details && 'message' in details;
