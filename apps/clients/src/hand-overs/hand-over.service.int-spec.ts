import type { Actor, RpcInput, SharingStep, startHandOver } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { type RepeatableRequest, runInRequest } from '@crm/observability';
import { Transaction } from '@crm/persistence';
import { aHead, aManager, anAdministrator, eventually, uniqueName } from '@crm/testing';
import { type HandOverContext, startHandOverContext } from '../../test/hand-over-context.ts';
import { toClientSharing } from '../clients/client.mapper.ts';
import type { ClientDocument } from '../clients/client.schema.ts';
import { SharingService } from '../sharing/sharing.service.ts';
import { nothing } from './hand-over.ts';
import { HandOverCounter } from './hand-over-counter.ts';
import type { HandOverPlace } from './hand-over.schema.ts';
import { HandOverService } from './hand-over.service.ts';

const administrator = anAdministrator();
const elsewhere = { openDeals: 700, plannedActivities: 3, reminders: 2, commitments: 1 };

describe(HandOverService, () => {
  let context: HandOverContext;
  beforeAll(async () => (context = await startHandOverContext()));
  beforeEach(() => context.services.give(elsewhere));
  afterEach(() => context.endAll());
  afterAll(() => context.stop());

  const ids = ({ leaver, successor }: { leaver: { id: string }; successor: { id: string } }) => ({
    employeeId: leaver.id,
    successorId: successor.id,
  });

  it('moves everything that was previewed, and dismisses the leaver', async () => {
    const pair = await context.pair(1200);
    const { counts } = await context.service.preview(administrator, ids(pair));
    expect(counts).toEqual({ ...nothing, clients: 1200, ...elsewhere });

    const { id } = await context.service.start(administrator, { ...ids(pair), expected: counts });
    await context.eventually(id, { status: 'done', previewed: counts, moved: counts, error: null });
    expect(await context.tally(pair, id)).toEqual({ leaver: 0, successor: 1200, journal: 1200 });
    expect(await context.statusOf(pair.leaver)).toBe('dismissed');
    const moved = await context.clients.model('Client').findOne({ ownerId: pair.successor.id }).lean();
    expect(moved).toMatchObject({ version: 2, departmentId: { toHexString: expect.any(Function) } });
    expect(String(Reflect.get(moved!, 'departmentId'))).toBe(pair.successor.departmentId);
  });

  describe('of places in teams and of grants', () => {
    const toTeam = (employeeId: string, part = 'Инженер'): SharingStep => ({ step: 'join', employeeId, part });
    const toGrant = (id: string): SharingStep => ({ step: 'grant', kind: 'employee', id });
    const sharing = async (clientId: string) => {
      const client = await context.clients.model<ClientDocument>('Client').findById(clientId).orFail().lean();
      return { ...toClientSharing(client), readers: client.readers.map(String) };
    };

    it('moves each once, ends those that the successor has, and writes down which', async () => {
      const { leaver, successor } = await context.pair(1);
      const owner = await context.clients.manager();
      const share = async (by: { actor: Actor }, ...steps: SharingStep[]): Promise<string> => {
        const { id: clientId } = await context.clients.client(by);
        for (const step of steps) await context.clients.get(SharingService).change(by.actor, { clientId, step });
        return clientId;
      };
      const shared = {
        worked: await share(owner, toTeam(leaver.id, 'Юрист')),
        shown: await share(owner, toGrant(leaver.id)),
        both: await share(owner, toTeam(leaver.id), toGrant(leaver.id)),
        twice: await share(owner, toTeam(successor.id), toTeam(leaver.id)),
        successors: await share(successor, toTeam(leaver.id), toGrant(leaver.id)),
        own: await share(leaver, toTeam(leaver.id)),
        others: await share(owner, toTeam(owner.id), toGrant(owner.id)),
      };
      const untouched = await sharing(shared.others);

      const { counts } = await context.service.preview(administrator, ids({ leaver, successor }));
      expect(counts).toEqual({ ...elsewhere, clients: 2, teamPlaces: 5, grants: 3 });
      const { id } = await context.service.start(administrator, { ...ids({ leaver, successor }), expected: counts });
      await context.eventually(id, { status: 'done', moved: counts });

      const member = (part: string) => ({ employeeId: successor.id, part });
      const grant = { kind: 'employee', id: successor.id };
      expect(await sharing(shared.worked)).toMatchObject({ ownerId: owner.id, team: [member('Юрист')], grants: [] });
      expect(await sharing(shared.shown)).toMatchObject({ team: [], grants: [grant] });
      expect(await sharing(shared.both)).toMatchObject({ team: [member('Инженер')], grants: [grant] });
      expect(await sharing(shared.twice)).toMatchObject({ team: [member('Инженер')], grants: [] });
      expect(await sharing(shared.successors)).toMatchObject({ team: [], grants: [] });
      expect(await sharing(shared.own)).toMatchObject({ ownerId: successor.id, team: [] });
      expect(await sharing(shared.others)).toEqual(untouched);
      const readers = (await sharing(shared.worked)).readers;
      expect([readers.includes(leaver.id), readers.includes(successor.id)]).toEqual([false, true]);

      const places = context.clients.model<HandOverPlace>('HandOverPlace');
      const journal = await places
        .find({ handOverId: id }, { _id: 0, recordId: 1, part: 1, place: 1, grant: 1 })
        .lean();
      const rows = journal.map(({ recordId, ...row }) => [String(recordId), row] as const);
      expect(Object.fromEntries(rows)).toEqual({
        [shared.worked]: { part: 'Юрист', place: 'moved', grant: 'none' },
        [shared.shown]: { part: null, place: 'none', grant: 'moved' },
        [shared.both]: { part: 'Инженер', place: 'moved', grant: 'moved' },
        [shared.twice]: { part: 'Инженер', place: 'ended', grant: 'none' },
        [shared.successors]: { part: 'Инженер', place: 'ended', grant: 'ended' },
        [shared.own]: { part: 'Инженер', place: 'ended', grant: 'none' },
      });
    });
  });

  it('is ordered when the transaction that it is a part of is stored, and not before', async () => {
    const [kept, undone] = [await context.pair(3), await context.pair(3)];
    const transaction = context.clients.get(Transaction);
    const { id } = await transaction.run(() => context.service.start(administrator, ids(kept)));
    const work = transaction.run(async () => {
      await context.service.start(administrator, ids(undone));
      throw new DomainError('internal');
    });
    await expect(work).rejects.toThrow('internal');
    await context.eventually(id, { status: 'done' });
    expect(await context.statusOf(undone.leaver)).toBe('active');
  });

  describe('under a key', () => {
    const aRequest = (): RepeatableRequest => ({ key: uniqueName('key'), fingerprint: 'one', replayed: false });
    const start = (repeatable: RepeatableRequest, input: RpcInput<typeof startHandOver>) =>
      runInRequest({ requestId: 'r-1', repeatable }, () => context.service.start(administrator, input));

    it('asks the other services before its transaction, and nobody when it is repeated', async () => {
      const pair = await context.pair(2);
      const [counter, transaction] = [context.clients.get(HandOverCounter), context.clients.get(Transaction)];
      const count = counter.count.bind(counter);
      const asked: { within: boolean }[] = [];
      counter.count = (employeeId) => (asked.push({ within: transaction.active }), count(employeeId));

      const request = aRequest();
      const started = await start(request, ids(pair));
      context.services.breakActivities();
      const repetition = { ...request };
      expect(await start(repetition, ids(pair))).toEqual(started);
      context.services.mendActivities();
      counter.count = count;
      expect(asked).toEqual([{ within: false }]);
      expect([request.replayed, repetition.replayed]).toEqual([false, true]);
      expect(await context.clients.model('HandOver').countDocuments({ employeeId: pair.leaver.id })).toBe(1);
    });

    it('takes effect once of ten at once', async () => {
      const pair = await context.pair(2);
      const request = aRequest();
      const attempts = Array.from({ length: 10 }, () => start({ ...request }, ids(pair)).catch(String));
      const outcomes = await Promise.all(attempts);
      const { id } = await start({ ...request }, ids(pair));
      for (const outcome of outcomes) {
        expect(typeof outcome === 'string' ? outcome : outcome.id).toMatch(new RegExp(`^${id}$|repeat.in_progress`));
      }
      expect(await context.clients.model('HandOver').countDocuments({ employeeId: pair.leaver.id })).toBe(1);
    });

    it('stays refused as it was, but not for a count that was missing', async () => {
      const pair = await context.pair(2);
      const [outdated, early] = [aRequest(), aRequest()];
      const refusal = {
        code: 'hand_over.preview_outdated',
        details: { counts: { ...nothing, clients: 2, ...elsewhere } },
      };
      const old = { ...ids(pair), expected: { ...nothing, clients: 1, ...elsewhere } };
      // On a busy machine a count may come too late, which is no answer either.
      await eventually(() => expect(start({ ...outdated }, old)).rejects.toMatchObject(refusal));
      context.services.breakActivities();
      await expect(start({ ...outdated }, old)).rejects.toMatchObject(refusal);
      await expect(start(early, ids(pair))).rejects.toThrow(/service_unavailable|deadline_exceeded/);
      context.services.mendActivities();
      const started = await eventually(() => start({ ...early }, ids(pair)));
      expect(started).toMatchObject({ employeeId: pair.leaver.id });
    });
  });

  it('is refused for an outdated preview, with the present counts', async () => {
    const pair = await context.pair(2);
    const expected = { ...nothing, clients: 1, ...elsewhere };
    await expect(context.service.start(administrator, { ...ids(pair), expected })).rejects.toMatchObject({
      code: 'hand_over.preview_outdated',
      details: { counts: { ...nothing, clients: 2, ...elsewhere } },
    });
    expect(await context.statusOf(pair.leaver)).toBe('active');
  });

  it('runs once for an employee, who gets nothing new from then on', async () => {
    const pair = await context.pair();
    const starts = [1, 2, 3].map(() => context.service.start(administrator, ids(pair)));
    const outcomes = await Promise.allSettled(starts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes).toContainEqual(
      expect.objectContaining({ reason: expect.objectContaining({ code: 'hand_over.running' }) }),
    );
    await expect(context.clients.client(pair.leaver)).rejects.toThrow('employee.not_active');
  });

  it('is refused for somebody to whom work is on its way', async () => {
    const pair = await context.pair();
    const third = await context.clients.manager();
    await context.storeUnordered(pair, { ...nothing, ...elsewhere });
    const onwards = context.service.start(administrator, ids({ leaver: pair.successor, successor: third }));
    await expect(onwards).rejects.toThrow('hand_over.running');
  });

  it('is not started while a count is missing', async () => {
    const pair = await context.pair();
    context.services.breakActivities();
    await expect(context.service.preview(administrator, ids(pair))).rejects.toThrow('service_unavailable');
    await expect(context.service.start(administrator, ids(pair))).rejects.toThrow('service_unavailable');
    expect(await context.statusOf(pair.leaver)).toBe('active');
    context.services.mendActivities();
  });

  it('is started by a head for his own people, and seen by them and above', async () => {
    const pair = await context.pair();
    const departmentIds = [pair.leaver.departmentId];
    const head = aHead({ departmentIds });
    for (const other of [aHead(), aManager(), pair.leaver.actor]) {
      await expect(context.service.start(other, ids(pair))).rejects.toThrow('forbidden');
    }
    const { id } = await context.service.start(head, ids(pair));
    await expect(context.service.get(head, id)).resolves.toMatchObject({ startedById: head.employeeId });
    await expect(context.service.get(administrator, id)).resolves.toMatchObject({ id });
    for (const other of [aHead(), aManager(), pair.leaver.actor]) {
      await expect(context.service.get(other, id)).rejects.toThrow('job.not_found');
    }
  });
});
