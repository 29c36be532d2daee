import { errorCatalogue, isErrorCode, type Job } from '@crm/contracts';
import type { ImportDocument } from './import.schema.ts';
import { parts } from './loading/tally.ts';

const statuses = {
  uploading: 'queued',
  queued: 'queued',
  running: 'running',
  done: 'done',
  failed: 'failed',
} as const satisfies Record<ImportDocument['status'], Job['status']>;

/** An import as a job: each kind of record is a part, and the rows that were checked before them. */
export function jobOfImport(document: ImportDocument): Job {
  const { tallies, checked, createdAt, finishedAt } = document;
  const totals = parts.map((part) => tallies[part].total);
  const total = totals.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
  return {
    id: document._id.toHexString(),
    kind: 'import',
    status: statuses[document.status],
    progress: { done: parts.reduce((sum, part) => sum + tallies[part].done, 0), total },
    parts: {
      checked: { done: checked.done, total: checked.total },
      ...Object.fromEntries(parts.map((part) => [part, { done: tallies[part].done, total: tallies[part].total }])),
    },
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    error: errorOf(document),
    ...(document.summary && { result: document.summary }),
    ...(document.refusal && { result: { refusal: document.refusal } }),
  };
}

/** In both languages, since nobody knows yet who will read it. */
function errorOf({ refusal, failure }: ImportDocument): string | null {
  if (refusal) {
    const { file, line, message } = refusal;
    return line === null
      ? `${file}: ${message.en} / ${message.ru}`
      : `${file}, line ${line}: ${message.en} / строка ${line}: ${message.ru}`;
  }
  if (failure === null) return null;
  const { en, ru } = errorCatalogue[isErrorCode(failure) ? failure : 'internal'];
  return `${en} / ${ru}`;
}
