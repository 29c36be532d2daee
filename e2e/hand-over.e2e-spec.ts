import {
  type ActivityListItem,
  type Commitment,
  Employee,
  type HandOverCounts,
  Job,
  listActivities,
  listClients,
  listCommitments,
  listDeals,
  previewHandOver,
  Problem,
  totalDeals,
} from '@crm/contracts';
import { eventually } from '@crm/testing';
import { type Answer, type ApiUser, expectBody } from './api-user.ts';
import { HeldRecord } from './held-record.ts';
import { startTimeout, WholeSystem } from './whole-system.ts';

/** A killed worker is replaced when its lease has run out; a large import takes a while on a busy machine. */
const patiently = { within: 240_000 };

/** What an employee answers for. */
interface LivingWork {
  readonly clientIds: string[];
  readonly openDealIds: string[];
  readonly planned: ActivityListItem[];
  readonly commitments: Commitment[];
}

/** What an employee has done, which is his for ever. */
interface History {
  readonly completed: number;
  readonly won: number;
  readonly lost: number;
}

/** One hand-over from its preview to its end, with the death of its service between. */
interface HandOverStory {
  readonly leaverId: string;
  readonly successorId: string;
  readonly work: LivingWork;
  readonly history: History;
  readonly previewed: HandOverCounts;
  readonly held: HeldRecord;
  readonly started: Job;
  readonly repeated: Answer;
  readonly secondStart: Problem;
  midway?: Job;
  ended?: Job;
}

type People = Pick<HandOverStory, 'leaverId' | 'successorId'>;

let system: WholeSystem;
let user: ApiUser;
let story: HandOverStory;

beforeAll(async () => {
  system = await WholeSystem.start({ name: 'hand-over', demo: true });
  user = await system.signIn('administrator');
  story = await begin(await leaverOfDemo());
  await dieInTheMiddle(story);
}, 2 * startTimeout);

afterAll(async () => {
  await story.held.letGo();
  await system.stop();
}, startTimeout);

async function leaverOfDemo(): Promise<People> {
  const [leaver, successor] = [await system.signIn('leaver'), await system.signIn('manager')];
  return { leaverId: leaver.me.employeeId, successorId: successor.me.employeeId };
}

const jobOf = (id: string): Promise<Job> => user.get(`/jobs/${id}`, Job);

const finished = (id: string): Promise<Job> =>
  eventually(async () => {
    const job = await jobOf(id);
    expect(job.finishedAt).not.toBeNull();
    return job;
  }, patiently);

async function begin(people: People): Promise<HandOverStory> {
  const { leaverId, successorId } = people;
  const work = await workOf(leaverId);
  const { counts } = await user.post(`/employees/${leaverId}/reassign/preview`, { successorId }, [
    200,
    previewHandOver.output,
  ]);
  const held = await HeldRecord.hold({
    database: system.databaseOf('deals'),
    collection: 'deals',
    id: work.openDealIds.at(-1)!,
  });
  const history = await historyOf(leaverId);
  const start = `/employees/${leaverId}/reassign`;
  const question = { body: { successorId, expected: counts }, headers: { 'idempotency-key': `start-${leaverId}` } };
  const started = expectBody(await user.ask(start, question), 202, Job);
  const repeated = await user.ask(start, question);
  const secondStart = await user.post(start, { successorId }, [409, Problem]);
  return { ...people, work, history, previewed: counts, held, started, repeated, secondStart };
}

/** The clients have moved, and the deals cannot as long as somebody holds one of them: then the worker is killed. */
async function dieInTheMiddle(told: HandOverStory): Promise<void> {
  told.midway = await eventually(async () => {
    const job = await jobOf(told.started.id);
    expect(job.parts['clients']?.done).toBe(told.previewed.clients);
    return job;
  }, patiently);
  system.stack.kill('clients', 'SIGKILL');
  await told.held.letGo();
  await system.stack.restart('clients');
  told.ended = await finished(told.started.id);
}

async function workOf(employeeId: string): Promise<LivingWork> {
  const clients = await user.getAll(`/clients?ownerId=${employeeId}`, listClients.output);
  const deals = await user.getAll(`/deals?ownerId=${employeeId}&status=open`, listDeals.output);
  const activities = `/activities?performerId=${employeeId}&status=planned`;
  return {
    clientIds: clients.map(({ id }) => id),
    openDealIds: deals.map(({ id }) => id),
    planned: await user.getAll(activities, listActivities.output),
    commitments: await user.getAll(`/commitments?ownerId=${employeeId}&status=open`, listCommitments.output),
  };
}

async function historyOf(employeeId: string): Promise<History> {
  const activities = `/activities?performerId=${employeeId}&status=completed&count=true&limit=1`;
  const { total = 0 } = await user.get(activities, listActivities.output);
  const { won, lost } = await user.get(`/deals/totals?ownerId=${employeeId}`, totalDeals.output);
  return { completed: total, won: won.count, lost: lost.count };
}

const countOf = ({ clientIds, openDealIds, planned, commitments }: LivingWork): HandOverCounts => ({
  clients: clientIds.length,
  // No client of the demo data is shared.
  teamPlaces: 0,
  grants: 0,
  openDeals: openDealIds.length,
  plannedActivities: planned.length,
  reminders: planned.filter(({ reminder }) => reminder?.status === 'scheduled').length,
  commitments: commitments.length,
});

const sumOf = (counts: HandOverCounts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Reminders that fired while the hand-over ran: they are history then, and do not move. */
function firedMeanwhile(before: LivingWork, after: LivingWork): number {
  const fired = new Set(after.planned.filter(({ reminder }) => reminder?.status === 'fired').map(({ id }) => id));
  return before.planned.filter(({ id, reminder }) => reminder?.status === 'scheduled' && fired.has(id)).length;
}

describe("the hand-over of the demo's leaving agent, whose service is killed meanwhile", () => {
  it('previews exactly what the lists show', () => {
    expect(story.previewed).toEqual(countOf(story.work));
    expect(story.previewed.clients).toBeGreaterThan(0);
    expect(story.previewed.openDeals).toBeGreaterThan(0);
  });

  it('is not started twice', () => {
    expect(story.secondStart).toMatchObject({ status: 409, code: 'hand_over.running' });
  });

  it('is answered as the first time when it is repeated under its key', () => {
    expect(story.repeated).toMatchObject({ status: 202, body: story.started });
    expect(story.repeated.headers.get('idempotency-replayed')).toBe('true');
  });

  it('was killed in the middle', () => {
    expect(story.midway).toMatchObject({
      status: 'running',
      progress: { done: story.previewed.clients, total: sumOf(story.previewed) },
      finishedAt: null,
    });
    expect(story.previewed.clients).toBeLessThan(sumOf(story.previewed));
  });

  it('has moved as much as was previewed, all of it to the successor', async () => {
    const given = await workOf(story.successorId);
    const reminders = story.previewed.reminders - firedMeanwhile(story.work, given);
    expect(story.ended).toMatchObject({ status: 'done', result: { moved: { ...story.previewed, reminders } } });
    expect(given.clientIds).toEqual(expect.arrayContaining(story.work.clientIds));
    expect(given.openDealIds).toEqual(expect.arrayContaining(story.work.openDealIds));
    const ids = (records: readonly { id: string }[]): string[] => records.map(({ id }) => id);
    expect(ids(given.planned)).toEqual(expect.arrayContaining(ids(story.work.planned)));
    expect(ids(given.commitments)).toEqual(expect.arrayContaining(ids(story.work.commitments)));
  });

  it('leaves nothing with the leaver but his history, and dismisses him', async () => {
    expect(sumOf(countOf(await workOf(story.leaverId)))).toBe(0);
    expect(await historyOf(story.leaverId)).toEqual(story.history);
    expect(story.history.won + story.history.lost).toBeGreaterThan(0);
    expect(await user.get(`/employees/${story.leaverId}`, Employee)).toMatchObject({ status: 'dismissed' });
  });
});
