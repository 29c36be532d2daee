import { JobPostponed, JobQueue } from '@crm/jobs';
import { newId } from '@crm/persistence';
import { type HandOverContext, type Pair, batchOf, startHandOverContext } from '../../test/hand-over-context.ts';
import type { ClientDocument } from '../clients/client.schema.ts';
import { nothing } from './hand-over.ts';
import { handOverJob } from './hand-over.job.ts';
import { HandOverLeaseRepository, LeaseLost } from './hand-over-lease.repository.ts';
import { HandOverRepository } from './hand-over.repository.ts';
import type { HandOverDocument } from './hand-over.schema.ts';
import { HandOverSteps } from './hand-over-steps.service.ts';
import { HandOverSweeper } from './hand-over-sweeper.service.ts';
import { HandOverWorker } from './hand-over.worker.ts';

const elsewhere = { openDeals: 700, plannedActivities: 3, reminders: 2, commitments: 1 };

describe(HandOverWorker, () => {
  let context: HandOverContext;
  beforeAll(async () => (context = await startHandOverContext()));
  beforeEach(() => context.services.give(elsewhere));
  afterEach(() => context.endAll());
  afterAll(() => context.stop());

  const take = (handOverId: string) =>
    context.clients.get(HandOverLeaseRepository).take(handOverId, context.clients.clock.now());
  const round = async (pair: Pair, handOverId: string, taken: Awaited<ReturnType<typeof take>>): Promise<boolean> =>
    context.clients.get(HandOverSteps).round(taken!.lease, batchOf(pair, handOverId));
  const run = (handOverId: string, signal = new AbortController().signal): Promise<void> =>
    context.clients.get(HandOverWorker).run({ handOverId }, { signal });
  const sweep = () => context.clients.get(HandOverSweeper).sweep();
  const stored = async (clients: number): Promise<{ pair: Pair; id: string; counts: typeof nothing }> => {
    const pair = await context.pair(clients);
    const counts = { ...nothing, clients, ...elsewhere };
    return { pair, counts, id: await context.storeUnordered(pair, counts) };
  };

  it('counts each record once, wherever a worker before was killed', async () => {
    const { pair, id, counts } = await stored(1200);
    const killed = await take(id);
    expect(await round(pair, id, killed)).toBe(true);
    expect(await context.get(id)).toMatchObject({ status: 'running', moved: { clients: 500, openDeals: 500 } });

    context.clients.clock.advance(21_000);
    await sweep();
    await context.eventually(id, { status: 'done', moved: counts });
    expect(await context.tally(pair, id)).toEqual({ leaver: 0, successor: 1200, journal: 1200 });
  });

  it('counts each place once, wherever a worker before was killed', async () => {
    const { pair, id } = await stored(0);
    await context.givePlaces(pair.leaver, 130);
    const clients = context.clients.model<ClientDocument>('Client');
    const left = () => clients.countDocuments({ 'team.employeeId': pair.leaver.id });

    expect(await round(pair, id, await take(id))).toBe(true);
    expect([await left(), (await context.get(id)).moved.teamPlaces]).toEqual([30, 100]);
    context.clients.clock.advance(21_000);
    await sweep();
    await context.eventually(id, { status: 'done', moved: { teamPlaces: 130, grants: 0 } });
    expect(await left()).toBe(0);
    expect(await clients.countDocuments({ 'team.employeeId': pair.successor.id })).toBe(130);
  });

  it('moves nothing any more once another worker has taken over', async () => {
    const { pair, id } = await stored(600);
    const silent = await take(id);
    context.clients.clock.advance(21_000);
    const next = await take(id);
    await expect(round(pair, id, silent)).rejects.toThrow(LeaseLost);
    expect(await context.tally(pair, id)).toEqual({ leaver: 600, successor: 0, journal: 0 });
    expect(await round(pair, id, next)).toBe(true);
    expect(await context.tally(pair, id)).toEqual({ leaver: 100, successor: 500, journal: 500 });
  });

  it('waits while another worker is at it, and has nothing to do when that one has finished', async () => {
    const { id } = await stored(0);
    await take(id);
    await expect(run(id)).rejects.toThrow(JobPostponed);
    context.clients.clock.advance(21_000);
    await sweep();
    await context.eventually(id, { status: 'done' });
    await expect(run(id)).resolves.toBeUndefined();
  });

  it('stops between two steps with its process, and goes on elsewhere at once', async () => {
    const { id, pair, counts } = await stored(600);
    await expect(run(id, AbortSignal.abort())).rejects.toThrow('abort');
    expect(await context.tally(pair, id)).toEqual({ leaver: 100, successor: 500, journal: 500 });
    await sweep();
    await context.eventually(id, { status: 'done', moved: counts });
  });

  it('waits for a service that is down, says so, and goes on when it is back', async () => {
    const { id, counts } = await stored(3);
    context.services.breakActivities();
    await expect(run(id)).rejects.toThrow(JobPostponed);
    const { status, error, moved } = await context.get(id);
    expect({ status, moved }).toEqual({ status: 'running', moved: { ...nothing, clients: 3, openDeals: 500 } });
    expect(error).toBe('service_unavailable');

    context.services.mendActivities();
    await sweep();
    await context.eventually(id, { status: 'done', error: null, moved: counts });
  });

  it('ends as failed when the same thing goes wrong again and again, and can then be started anew', async () => {
    const { id, pair, counts } = await stored(1);
    await context.clients.model<HandOverDocument>('HandOver').updateOne({ _id: id }, { failures: 19 });
    context.services.breakActivities('internal');
    await run(id);
    expect(await context.get(id)).toMatchObject({
      status: 'failed',
      error: 'internal',
      finishedAt: expect.any(String),
    });

    context.services.mendActivities();
    const anew = await context.storeUnordered(pair, counts);
    await run(anew);
    await context.eventually(anew, { status: 'done', moved: { clients: 0 } });
  });

  it('is ordered anew when nothing has been heard of it for a minute', async () => {
    const { id } = await stored(2);
    context.clients.clock.advance(61_000);
    await sweep();
    await context.eventually(id, { status: 'done', moved: { ...nothing, clients: 2, ...elsewhere } });
    const { order } = await context.clients.get(HandOverRepository).get(id);
    expect(order).toBe(2);
  });

  it('does not wait for orders of hand-overs that nobody knows, or whose record cannot be read', async () => {
    const jobs = context.clients.get(JobQueue);
    const { id: unreadable } = await stored(1);
    await context.clients
      .model<HandOverDocument>('HandOver')
      .updateOne({ _id: unreadable }, { $unset: { successorId: 1 } });
    const poisonous = [unreadable, ...Array.from({ length: 8 }, () => newId())];
    for (const handOverId of poisonous) await jobs.add(handOverJob, { handOverId }, { id: `poison-${handOverId}` });
    const { id, counts } = await stored(3);
    await sweep();
    await context.eventually(id, { status: 'done', moved: counts });
  });

  it('begins again when something has come to the leaver after all', async () => {
    const { id, pair } = await stored(2);
    await run(id);
    await context.slipIn(pair.leaver);
    context.clients.clock.advance(91_000);
    await sweep();
    await context.eventually(id, { status: 'done', moved: { ...nothing, clients: 3, ...elsewhere } });

    context.clients.clock.advance(91_000);
    await sweep();
    const { watched } = await context.clients.get(HandOverRepository).get(id);
    expect(watched).toBe(false);
  });
});
