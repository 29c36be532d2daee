import { ActivitiesSection } from '@crm/contracts';
import { newId } from '@crm/persistence';
import { aManager, anAdministrator, compareSections } from '@crm/testing';
import { type ActivitiesContext, startActivitiesContext } from '../../test/activities-context.ts';
import { liveThrough } from '../../test/random-history.ts';
import { profiledQueries } from '../../test/profiled-queries.ts';
import { ActivityService } from '../activities/activity.service.ts';
import { ActivityLoadService } from '../activities/activity-load.service.ts';
import { CommitmentService } from '../commitments/commitment.service.ts';
import { ActivitySectionSource } from './activity-section.source.ts';
import { CardSectionService } from './card-section.service.ts';

describe(CardSectionService, () => {
  let context: ActivitiesContext;
  const busy = newId();
  const quiet = newId();
  const day = (number: number, year: number) => new Date(Date.UTC(year, 0, number)).toISOString();

  beforeAll(async () => {
    context = await startActivitiesContext();
    const planned = Array.from({ length: 25 }, (_, n) =>
      context.toLoad({ clientId: busy, plannedAt: day(25 - n, 2036) }),
    );
    const completed = Array.from({ length: 30 }, (_, n) =>
      context.toLoad({ clientId: busy, status: 'completed', completedAt: day(n + 1, 2025) }),
    );
    const others = [context.toLoad({ clientId: quiet }), context.toLoad({ clientId: busy, status: 'cancelled' })];
    const rows = [...planned, ...completed, ...others];
    await context.get(ActivityLoadService).load(anAdministrator(), { rows });
    const promise = { side: 'us', text: 'Send it', activityId: null } as const;
    for (const dueOn of ['2026-12-02', '2026-12-01']) {
      const commitment = { ...promise, clientId: busy, dueOn };
      await context.get(CommitmentService).make(aManager(), { commitment, ownerDepartmentId: newId() });
    }
  });
  afterAll(() => context.stop());

  const sectionOf = async (clientId: string, reader = aManager()) =>
    ActivitiesSection.parse(JSON.parse((await context.get(CardSectionService).of(reader, clientId)).json.toString()));

  it('shows the next 20, the latest 20, and counts all', async () => {
    const section = await sectionOf(busy);
    const days = (moments: (string | null)[]) => moments.map((moment) => moment?.slice(0, 10));
    expect(section.counts).toEqual({ planned: 25, completed: 30, openCommitments: 2 });
    expect(section.planned).toHaveLength(20);
    expect(days(section.planned.map(({ plannedAt }) => plannedAt)).slice(0, 2)).toEqual(['2036-01-01', '2036-01-02']);
    expect(section.completed).toHaveLength(20);
    const latest = days(section.completed.map(({ completedAt }) => completedAt)).slice(0, 2);
    expect(latest).toEqual(['2025-01-30', '2025-01-29']);
    expect(section.commitments.map(({ dueOn }) => dueOn)).toEqual(['2026-12-01', '2026-12-02']);
  });

  it('is empty for a client without a history', async () => {
    const counts = { planned: 0, completed: 0, openCommitments: 0 };
    expect(await sectionOf(newId())).toEqual({ planned: [], completed: [], commitments: [], counts });
    expect((await sectionOf(quiet)).counts).toMatchObject({ planned: 1, completed: 0 });
  });

  it('leaves out the private tasks of others, in its counts too', async () => {
    const [author, clientId] = [aManager(), newId()];
    const rows = Array.from({ length: 21 }, (_, n) => context.toLoad({ clientId, plannedAt: day(n + 1, 2036) }));
    await context.get(ActivityLoadService).load(anAdministrator(), { rows });
    await context.plan(author, { type: 'task', kindId: null, private: true, clientId, plannedAt: day(1, 2035) });
    const [own, others] = [await sectionOf(clientId, author), await sectionOf(clientId, anAdministrator())];
    expect(own.counts.planned).toBe(22);
    expect(own.planned[0]).toMatchObject({ private: true });
    expect(others.counts.planned).toBe(21);
    expect(others.planned.some((activity) => activity.private)).toBe(false);
  });

  it('is not asked of the records again until one of them changes', async () => {
    await sectionOf(quiet);
    const queries = await profiledQueries(context.service.connection, 'activities', () => sectionOf(quiet));
    expect(queries).toEqual([]);
    await context.plan(aManager(), { clientId: quiet, plannedAt: day(1, 2036) });
    expect((await sectionOf(quiet)).counts.planned).toBe(2);
  });

  it('leaves the card of a client with whom an activity is no more', async () => {
    const [author, first, second] = [aManager(), newId(), newId()];
    const { _id } = await context.plan(author, { clientId: first, plannedAt: day(1, 2036) });
    const planned = async () => [(await sectionOf(first)).counts.planned, (await sectionOf(second)).counts.planned];
    expect(await planned()).toEqual([1, 0]);
    const input = { activityId: String(_id), expectedVersion: undefined, change: { clientId: second } };
    await context.get(ActivityService).change(author, input);
    expect(await planned()).toEqual([0, 1]);
  });

  it('is what the records make after any history, while several write and read at once', async () => {
    const clientIds = [newId(), newId(), newId()];
    await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => liveThrough(context, { seed, clientIds, steps: 20 })));
    for (const clientId of clientIds) await sectionOf(clientId);
    const { count, wrong } = await compareSections(context.service);
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThanOrEqual(clientIds.length);
  });

  it.each([
    ['one question when all is shown, and one who sees private tasks', quiet, 2],
    ['two counts by index besides when there is more, each with how many are private', busy, 6],
  ])('takes %s', async (_what, clientId, reads) => {
    const queries = await profiledQueries(context.service.connection, 'activities', () =>
      context.get(ActivitySectionSource).build(clientId),
    );
    expect(queries).toHaveLength(reads);
    for (const { planSummary, hasSortStage, docsExamined } of queries) {
      expect(planSummary).toMatch(/^(IXSCAN|COUNT_SCAN) \{ clientId: 1, status: 1(, at: 1, _id: 1)? \}$/);
      expect(hasSortStage).toBeUndefined();
      expect(docsExamined).toBeLessThanOrEqual(21 + 21 + 2);
    }
  });
});
