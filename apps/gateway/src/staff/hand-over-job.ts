import { type HandOver, HandOverCounts, type Job } from '@crm/contracts';

const parts = HandOverCounts.keyof().options;

const sum = (counts: HandOverCounts): number => parts.reduce((total, part) => total + counts[part], 0);

/** A hand-over as a job: each kind of record is a part. What was created meanwhile counts too, so `done` may pass `total`. */
export function jobOfHandOver(handOver: HandOver): Job {
  const { id, kind, status, previewed, moved, createdAt, finishedAt, error } = handOver;
  const total = (promised: number, done: number): number => Math.max(promised, done);
  return {
    id,
    kind: kind === 'leaving' ? 'hand-over' : kind,
    status,
    progress: { done: sum(moved), total: total(sum(previewed), sum(moved)) },
    parts: Object.fromEntries(
      parts.map((part) => [part, { done: moved[part], total: total(previewed[part], moved[part]) }]),
    ),
    createdAt,
    finishedAt,
    error,
    ...(status === 'done' && { result: { moved } }),
  };
}
