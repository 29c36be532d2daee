import type { HandOver } from '@crm/contracts';
import { jobOfHandOver } from './hand-over-job.ts';

const nothing = {
  clients: 0,
  teamPlaces: 0,
  grants: 0,
  openDeals: 0,
  plannedActivities: 0,
  reminders: 0,
  commitments: 0,
};
const handOver: HandOver = {
  id: 'a'.repeat(24),
  employeeId: 'b'.repeat(24),
  kind: 'leaving',
  successorId: 'c'.repeat(24),
  status: 'running',
  previewed: { ...nothing, clients: 10, reminders: 4 },
  moved: { ...nothing, clients: 3 },
  startedById: 'd'.repeat(24),
  createdAt: '2026-11-23T10:00:00.000Z',
  finishedAt: null,
  error: null,
};

describe(jobOfHandOver, () => {
  it('counts all kinds together and each by itself', () => {
    const job = jobOfHandOver(handOver);
    expect(job.progress).toEqual({ done: 3, total: 14 });
    expect(job.parts['clients']).toEqual({ done: 3, total: 10 });
    expect(job).not.toHaveProperty('result');
  });

  it.each([
    { kind: 'leaving', as: 'hand-over' },
    { kind: 'relocation', as: 'relocation' },
  ] as const)('is a $as when it is of the kind $kind', ({ kind, as }) => {
    expect(jobOfHandOver({ ...handOver, kind }).kind).toBe(as);
  });

  it('never shows more than the whole', () => {
    const moved = { ...nothing, clients: 12, reminders: 4 };
    const job = jobOfHandOver({ ...handOver, status: 'done', moved });
    expect(job.progress).toEqual({ done: 16, total: 16 });
    expect(job.parts['clients']).toEqual({ done: 12, total: 12 });
    expect(job.result).toEqual({ moved });
  });
});
