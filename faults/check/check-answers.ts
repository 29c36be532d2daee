import type { Answered, Read } from '../journal.ts';
import type { Evidence } from './evidence.ts';
import type { Verdict } from './verdict.ts';
import { writesOf } from './writes.ts';

type AnswerEvidence = Pick<Evidence, 'journal'>;

/** 5xx that say that somebody is away; any other says that something is broken. */
const honest = [503, 504];

const isBroken = (status: number): boolean => status >= 500 && !honest.includes(status);

/** I5: an answer may say that it cannot be done now, never that something broke; and each outcome becomes known. */
export function checkAnswers({ journal }: AnswerEvidence): Verdict {
  const answers = journal.filter((entry): entry is Answered | Read => entry.type !== 'sent');
  const broken = answers.flatMap((answer) => (isBroken(answer.status ?? 0) ? [tellAnswer(answer)] : []));
  const open = writesOf(journal)
    .filter(({ outcome }) => outcome === 'unknown')
    .map(({ number, kind, attempts }) => `write ${number} (${kind}) is of unknown outcome after ${attempts} attempts`);
  return { invariant: 'I5', checked: answers.length, violations: [...broken, ...open] };
}

function tellAnswer(answer: Answered | Read): string {
  const what = answer.type === 'read' ? `the read of ${answer.kind}` : `write ${answer.write}`;
  return `${what} was answered ${answer.status} ${answer.code ?? ''}`.trimEnd();
}

/** I7: a reader who may see his own records alone has seen no other. */
export function checkReads({ journal }: AnswerEvidence): Verdict {
  const reads = journal.filter((entry) => entry.type === 'read' && entry.status === 200) as Read[];
  const violations = reads
    .filter(({ strangers }) => strangers.length > 0)
    .map(({ kind, strangers }) => `${kind} showed records of ${strangers.join(', ')}`);
  return { invariant: 'I7', checked: reads.length, violations };
}
