import { Commitment, type CommitmentRow, listCommitments, type NewCommitment } from '@crm/contracts';
import { newId } from '@crm/persistence';
import { aHead, aManager, anAdministrator, fiftyRivals, oneWins } from '@crm/testing';
import { type ActivitiesContext, startActivitiesContext } from '../../test/activities-context.ts';
import { profiledQueries } from '../../test/profiled-queries.ts';
import { ActivityLoadService } from '../activities/activity-load.service.ts';
import { CommitmentLoadService } from './commitment-load.service.ts';
import { toCommitment } from './commitment.mapper.ts';
import type { CommitmentDocument } from './commitment.schema.ts';
import { CommitmentService } from './commitment.service.ts';

describe(CommitmentService, () => {
  let context: ActivitiesContext;
  let service: CommitmentService;
  const manager = aManager();

  beforeAll(async () => {
    context = await startActivitiesContext();
    service = context.get(CommitmentService);
  });
  afterAll(() => context.stop());

  const promise = (given: Partial<NewCommitment> = {}): NewCommitment => ({
    ...{ clientId: newId(), side: 'us', text: 'Send the price list', dueOn: '2026-11-30', activityId: null },
    ...given,
  });
  const made = (given: Partial<NewCommitment> = {}, actor = manager) =>
    service.make(actor, { commitment: promise(given), ownerDepartmentId: context.departmentId });
  const idOf = ({ _id }: CommitmentDocument) => ({ commitmentId: _id.toHexString() });
  const kept = { status: 'kept', comment: 'Sent' } as const;

  it('makes a promise that the actor sees to', async () => {
    const commitment = Commitment.parse(toCommitment(await made({ side: 'client' })));
    const owner = { ownerId: manager.employeeId, departmentId: context.departmentId };
    expect(commitment).toMatchObject({ ...owner, side: 'client', status: 'open', dueOn: '2026-11-30', version: 1 });
  });

  it('ties a promise to the interaction with that client in which it was given', async () => {
    const interaction = await context.plan(manager, { clientId: newId() });
    const activityId = interaction._id.toHexString();
    const clientId = interaction.clientId?.toHexString() ?? '';
    expect(await made({ clientId, activityId })).toMatchObject({ activityId: interaction._id });
    await expect(made({ activityId })).rejects.toThrow('activity.not_found');
    await expect(made({ clientId, activityId }, aManager())).rejects.toThrow('activity.not_found');
  });

  it('closes an open promise, and not twice', async () => {
    const commitment = await made();
    const closed = toCommitment(await service.close(manager, { ...idOf(commitment), ...kept }));
    expect(closed).toMatchObject({ status: 'kept', closingComment: 'Sent', version: 2 });
    expect(closed.closedAt).not.toBeNull();
    await expect(service.close(manager, { ...idOf(commitment), ...kept })).rejects.toThrow('commitment.not_open');
  });

  it('is read by its owner, his head and an auditor, and by nobody else', async () => {
    const commitment = await made();
    const { commitmentId } = idOf(commitment);
    const head = aHead({ departmentIds: [context.departmentId] });
    for (const actor of [manager, head, anAdministrator({ role: 'auditor' })]) {
      expect(toCommitment(await service.get(actor, commitmentId))).toEqual(toCommitment(commitment));
    }
    for (const [actor, id] of [
      [aManager(), commitmentId],
      [aHead(), commitmentId],
      [manager, newId()],
    ] as const) {
      await expect(service.get(actor, id)).rejects.toThrow('commitment.not_found');
    }
  });

  it('refuses to close an older state', async () => {
    const commitment = await made();
    const attempt = service.close(manager, { ...idOf(commitment), ...kept, expectedVersion: 2 });
    await expect(attempt).rejects.toMatchObject({ code: 'version_conflict', details: { current: 1 } });
  });

  it('is closed by one of fifty who saw the same version, and the others are shown how', async () => {
    const commitment = await made();
    const closing = { ...idOf(commitment), ...kept, expectedVersion: 1 };
    const rivalry = await fiftyRivals(() => service.close(manager, closing));
    const { data } = await service.list(manager, {
      status: 'kept',
      limit: 1,
      clientId: commitment.clientId.toHexString(),
    });
    expect(rivalry).toEqual(oneWins(data.map(toCommitment)[0] ?? {}));
  });

  it.each([
    ['a colleague', aManager(), 'commitment.not_found'],
    ['the head of another department', aHead(), 'commitment.not_found'],
    ['an auditor', anAdministrator({ role: 'auditor' }), 'forbidden'],
  ])('is not closed by %s', async (_who, actor, code) => {
    await expect(service.close(actor, { ...idOf(await made()), ...kept })).rejects.toThrow(code);
  });

  describe('lists', () => {
    const owner = aManager();
    const clientId = newId();
    const head = () => aHead({ departmentIds: [context.departmentId] });

    beforeAll(async () => {
      for (const dueOn of ['2026-12-03', '2026-12-01', '2026-12-02']) await made({ clientId, dueOn }, owner);
      await service.close(owner, { ...idOf(await made({ clientId }, owner)), status: 'broken', comment: null });
    });

    const list = async (actor = owner, filter: object = {}) => {
      const { data, ...page } = await service.list(actor, listCommitments.input.parse(filter));
      return listCommitments.output.parse({ ...page, data: data.map(toCommitment) });
    };

    it('have the soonest first, page by page', async () => {
      const first = await list(owner, { limit: 2, count: true });
      expect(first.data.map(({ dueOn }) => dueOn)).toEqual(['2026-12-01', '2026-12-02']);
      expect(first.total).toBe(3);
      const second = await list(owner, { limit: 2, cursor: first.page.nextCursor ?? '' });
      expect(second.data.map(({ dueOn }) => dueOn)).toEqual(['2026-12-03']);
    });

    it('keep to a status, a client, an owner, and to what the actor reaches', async () => {
      expect((await list(owner, { status: 'broken' })).data).toHaveLength(1);
      expect((await list(anAdministrator(), { clientId })).data).toHaveLength(3);
      expect((await list(head(), { ownerId: owner.employeeId })).data).toHaveLength(3);
      expect((await list(manager, { clientId })).data).toHaveLength(0);
      expect((await list(aHead(), { clientId })).data).toHaveLength(0);
    });

    it('are read from an index in order', async () => {
      const queries = await profiledQueries(context.service.connection, 'commitments', async () => {
        for (const actor of [owner, head(), anAdministrator()]) {
          await list(actor);
          await list(actor, { clientId });
        }
      });
      expect(queries).toHaveLength(6);
      for (const { planSummary, hasSortStage } of queries) {
        expect(planSummary).toMatch(/^IXSCAN/);
        expect(hasSortStage).toBeUndefined();
      }
    });
  });

  describe('a load', () => {
    const administrator = anAdministrator();
    const row = (given: Partial<CommitmentRow> = {}): CommitmentRow => ({
      ...{ externalId: newId(), clientId: newId(), side: 'us', text: 'Send it', dueOn: '2026-11-30', status: 'open' },
      ...{ ownerId: newId(), departmentId: newId(), activityExternalId: null, closedAt: null },
      ...given,
    });
    const load = (rows: CommitmentRow[], actor = administrator) =>
      context.get(CommitmentLoadService).load(actor, { rows });

    it('keeps what is known and creates the rest, in the order of the rows', async () => {
      const activity = context.toLoad();
      await context.get(ActivityLoadService).load(administrator, { rows: [activity] });
      const rows = [row(), row({ activityExternalId: activity.externalId })];
      const first = await load(rows);
      const again = await load([...rows, row({ status: 'kept', closedAt: '2026-11-01T00:00:00Z' })].toReversed());
      expect(first.rows.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
      expect(again.rows.map(({ outcome }) => outcome)).toEqual(['created', 'kept', 'kept']);
      expect(
        again.rows
          .toReversed()
          .slice(0, 2)
          .map(({ id }) => id),
      ).toEqual(first.rows.map(({ id }) => id));
    });

    it('stores nothing when an interaction is unknown', async () => {
      const good = row();
      await expect(load([good, row({ activityExternalId: 'unknown' })])).rejects.toThrow('activity.not_found');
      expect(await context.model('Commitment').countDocuments({ externalId: good.externalId })).toBe(0);
    });

    it('is for those alone who may load', async () => {
      await expect(load([row()], manager)).rejects.toThrow('forbidden');
    });
  });
});
