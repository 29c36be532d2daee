import type { HandOver, HandOverCounts, Job } from '@crm/contracts';

const kinds = ['clients', 'openDeals', 'plannedActivities', 'reminders', 'commitments'] as const;

const sum = (counts: HandOverCounts): number => kinds.reduce((total, kind) => total + counts[kind], 0);

/** A hand-over as a job: each kind of record is a part. What was created meanwhile counts too, so `done` may pass `total`. */
export function jobOfHandOver(handOver: HandOver): Job {
  const { id, status, previewed, moved, createdAt, finishedAt, error } = handOver;
  const total = (promised: number, done: number): number => Math.max(promised, done);
  return {
    id,
    kind: 'hand-over',
    status,
    progress: { done: sum(moved), total: total(sum(previewed), sum(moved)) },
    parts: Object.fromEntries(
      kinds.map((kind) => [kind, { done: moved[kind], total: total(previewed[kind], moved[kind]) }]),
    ),
    createdAt,
    finishedAt,
    error,
    ...(status === 'done' && { result: { moved } }),
  };
}
