import { readerKeys, rightsInTheBeginning } from '@crm/access';
import { type Actor, type ClientFact, Completion, listActivities, listCommitments, type Whose } from '@crm/contracts';
import { newId, toObjectId, Transaction } from '@crm/persistence';
import { aHead, aManager, anAdministrator, aStandIn, eventually } from '@crm/testing';
import { type ActivitiesContext, startActivitiesContext } from '../../test/activities-context.ts';
import { ActivityExplanationService } from '../activities/activity-explanation.service.ts';
import { ActivityQueryService } from '../activities/activity-query.service.ts';
import { toActivity, toActivityFact, toMarkedItem } from '../activities/activity.mapper.ts';
import { ActivityRepository } from '../activities/activity.repository.ts';
import { ActivityService } from '../activities/activity.service.ts';
import { toCommitment, toCommitmentFact, toMarkedCommitment } from '../commitments/commitment.mapper.ts';
import { CommitmentService } from '../commitments/commitment.service.ts';
import { KnownClientRepository } from '@crm/known-clients';
import { KnownClientService } from '@crm/known-clients';

describe('the history of a client', () => {
  let context: ActivitiesContext;
  beforeAll(async () => (context = await startActivitiesContext()));
  afterAll(() => context.stop());

  const aClient = (given: Partial<ClientFact> = {}): ClientFact => ({
    ...{
      id: newId(),
      version: 1,
      kind: 'organisation',
      name: 'Palm',
      lifecycleStatus: 'prospect',
      parentId: null,
      sectorId: null,
    },
    ...{ ownerId: newId(), departmentId: newId(), readers: [] },
    ...given,
  });
  /** What a batch of events does. */
  const hear = (...told: ClientFact[]) =>
    context
      .get(Transaction)
      .run(async () => told.forEach((client) => context.get(KnownClientService).remember(client)));
  const shownTo = (client: ClientFact, ...employeeIds: string[]): ClientFact => ({
    ...client,
    version: client.version + 1,
    readers: readerKeys({ ...client, employeeIds, departmentIds: [] }),
  });
  const listed = async (actor: Actor, clientId?: string): Promise<string[]> => {
    const { data } = await context.get(ActivityQueryService).list(actor, listActivities.input.parse({ clientId }));
    return data.map(({ _id }) => _id.toHexString());
  };
  const seen = (actor: Actor, activityId: string) => context.get(ActivityQueryService).get(actor, activityId);
  const change = (actor: Actor, activityId: string) =>
    context.get(ActivityService).change(actor, { activityId, change: { subject: 'Mine' } });

  it('is seen whole by whoever reads the client, until he reads him no more', async () => {
    const [client, performer, kim] = [aClient(), aManager(), aManager()];
    const activityId = (await context.plan(performer, { clientId: client.id }))._id.toHexString();
    await hear(client);
    expect(await listed(kim, client.id)).toEqual([]);
    await expect(seen(kim, activityId)).rejects.toThrow('activity.not_found');

    await hear(shownTo(client, kim.employeeId));
    expect(await listed(kim, client.id)).toEqual([activityId]);
    expect(await listed(kim)).toEqual([]);
    expect((await seen(kim, activityId))._id.toHexString()).toBe(activityId);
    await expect(change(kim, activityId)).rejects.toMatchObject({ code: 'forbidden' });

    await hear({ ...client, version: 3 });
    expect(await listed(kim, client.id)).toEqual([]);
    await expect(seen(kim, activityId)).rejects.toThrow('activity.not_found');
    await expect(change(kim, activityId)).rejects.toMatchObject({ code: 'activity.not_found' });
  });

  it('contains the promises, which others close', async () => {
    const [client, owner, kim] = [aClient(), aManager(), aManager()];
    const service = context.get(CommitmentService);
    const promise = {
      clientId: client.id,
      side: 'us',
      text: 'Send it',
      dueOn: '2026-12-01',
      activityId: null,
    } as const;
    const made = await service.make(owner, { commitment: promise, ownerDepartmentId: newId() });
    const commitmentId = made._id.toHexString();
    const filter = listCommitments.input.parse({ clientId: client.id });
    await hear(client);
    expect((await service.list(kim, filter)).data).toEqual([]);
    await hear(shownTo(client, kim.employeeId));
    expect((await service.list(kim, filter)).data).toHaveLength(1);
    expect((await service.get(kim, commitmentId))._id).toEqual(made._id);
    const closing = { commitmentId, status: 'kept', comment: null } as const;
    await expect(service.close(kim, closing)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(service.close(owner, closing)).resolves.toMatchObject({ status: 'kept' });
  });

  it('can be made anew, and forgets clients that are there no more', async () => {
    const [client, kim] = [aClient(), aManager()];
    await context.plan(aManager(), { clientId: client.id });
    await hear(shownTo(client, kim.employeeId));
    const projection = context.get(KnownClientRepository);
    expect(projection.name).toBe('activities.known-clients');
    await projection.apply('client', [], 1);
    while ((await projection.removeOlder(1, 1)) > 0);
    expect(await listed(kim, client.id)).toEqual([]);
  });

  describe('without a private task', () => {
    const client = aClient();
    const [performer, owner] = [aManager(), aManager({ employeeId: client.ownerId })];
    let activityId: string;
    beforeAll(async () => {
      const task = { type: 'task', kindId: null, private: true, clientId: client.id } as const;
      activityId = (await context.plan(performer, task))._id.toHexString();
      await hear(client);
    });

    it('for everybody but its performer, administrators too', async () => {
      expect(await listed(performer)).toEqual([activityId]);
      expect(await seen(performer, activityId)).toMatchObject({ private: true });
      const head = aHead({ departmentIds: [context.departmentId] });
      for (const actor of [owner, head, anAdministrator()]) {
        expect(await listed(actor, client.id)).toEqual([]);
        await expect(seen(actor, activityId)).rejects.toThrow('activity.not_found');
        await expect(change(actor, activityId)).rejects.toThrow('activity.not_found');
      }
      expect(await listed(head)).not.toContain(activityId);
    });

    it('as it is explained to its performer himself', async () => {
      const asker = { ...performer, scopes: rightsInTheBeginning.director.scopes };
      const explain = (holder: Actor) =>
        context.get(ActivityExplanationService).explain(asker, { holder, recordId: activityId, action: 'read' });
      const hidden = { rule: 'private', holds: true };
      expect(await explain(owner)).toMatchObject({
        allowed: false,
        rules: expect.arrayContaining([expect.objectContaining(hidden)]),
      });
      expect(await explain(performer)).toMatchObject({ allowed: true });
    });

    it('which becomes that of the successor when it is handed over', async () => {
      const [successor, task] = [aManager(), await context.plan(performer, { type: 'task', private: true })];
      const activities = context.get(ActivityRepository);
      await context.get(Transaction).run(async () => {
        const planned = await activities.plannedOf({ employeeId: performer.employeeId }, 10);
        const to = { performerId: toObjectId(successor.employeeId), departmentId: toObjectId(newId()) };
        await activities.handOver(
          planned.filter(({ _id }) => _id.equals(task._id)),
          to,
          new Date(),
        );
      });
      const id = task._id.toHexString();
      expect(await seen(successor, id)).toMatchObject({ private: true });
      expect((await context.stored(task)).privateTo?.map(String)).toEqual([successor.employeeId, performer.employeeId]);
    });
  });

  describe('in the place of a colleague who is away', () => {
    const farming = newId();
    const clients = () => context.get(KnownClientService);
    const service = () => context.get(ActivityService);
    const marked = async (actor: Actor, whose: Whose) => {
      const reader = await clients().withPortfolios(actor);
      const { data } = await context.get(ActivityQueryService).list(reader, listActivities.input.parse({ whose }));
      return data.map((activity) => toMarkedItem(activity, reader)).map(({ id, onBehalfOf }) => [id, onBehalfOf?.name]);
    };
    const idOf = ({ _id }: { _id: { toHexString: () => string } }) => _id.toHexString();
    const completion = Completion.parse({});

    it('is listed with a mark and done as the work of the substitute, until the substitution is over', async () => {
      const [al, bo] = [aManager(), aManager()];
      const client = aClient({ ownerId: al.employeeId });
      await hear(client);
      const [his, another] = [await context.plan(al), await context.plan(al, { clientId: client.id })];
      const own = await context.plan(bo);
      const acting = { ...bo, standsInFor: [aStandIn(al.employeeId)] };
      expect(await marked(acting, 'mine')).toEqual([[idOf(own), undefined]]);
      expect((await marked(acting, 'substituted')).toSorted()).toEqual(
        [
          [idOf(his), 'Al'],
          [idOf(another), 'Al'],
        ].toSorted(),
      );
      expect(await marked(acting, 'mine-and-substituted')).toHaveLength(3);

      const madeOnBehalf = { substituteId: bo.employeeId, absentId: al.employeeId };
      const next = context.toPlan({ type: 'task', kindId: null });
      const done = await service().complete(acting, { activityId: idOf(his), completion: { ...completion, next } });
      expect(toActivity(done.completed)).toMatchObject({ performerId: al.employeeId, madeOnBehalf });
      expect(toActivity(done.next!)).toMatchObject({
        performerId: al.employeeId,
        recordedById: bo.employeeId,
        madeOnBehalf,
      });
      const written = await context.record(acting, { clientId: client.id });
      expect(toActivity(written)).toMatchObject({ performerId: bo.employeeId, madeOnBehalf });
      expect(toActivityFact(written)).toMatchObject({ madeOnBehalf });
      expect(toActivity(await context.record(acting, { clientId: newId() }))).not.toHaveProperty('madeOnBehalf');
      const moved = { activityId: idOf(another), change: { subject: 'Later' } };
      expect(toActivity(await service().change(acting, moved))).toMatchObject({ madeOnBehalf });
      expect(toActivity(await service().change(al, moved))).not.toHaveProperty('madeOnBehalf');

      const until = new Date(Date.now() - 1_000).toISOString();
      const over = { ...bo, standsInFor: [aStandIn(al.employeeId, { until })] };
      expect(await marked(over, 'substituted')).toEqual([]);
      await expect(seen(over, idOf(another))).rejects.toThrow('activity.not_found');
      await expect(service().cancel(over, { activityId: idOf(another), comment: null })).rejects.toThrow(
        'activity.not_found',
      );
    });

    it('is the colleague’s from the beginning where the substitute plans it, and in his list when the substitution is over', async () => {
      const [al, bo] = [aManager(), aManager()];
      const client = aClient({ ownerId: al.employeeId });
      await hear(client);
      const acting = { ...bo, standsInFor: [aStandIn(al.employeeId)] };
      const task = { type: 'task', kindId: null, clientId: client.id } as const;
      const planned = await context.plan(acting, task);
      const own = await context.plan(acting, { ...task, private: true });
      const elsewhere = await context.plan(acting, { ...task, clientId: newId() });
      const promise = {
        clientId: client.id,
        side: 'us',
        text: 'Send it',
        dueOn: '2040-12-01',
        activityId: null,
      } as const;
      const promises = context.get(CommitmentService);
      await promises.make(acting, { commitment: promise, ownerDepartmentId: newId() });
      const promised = async (actor: Actor) =>
        (await promises.list(actor, listCommitments.input.parse({ whose: 'mine-and-substituted' }))).data.length;

      const madeOnBehalf = { substituteId: bo.employeeId, absentId: al.employeeId };
      const { departmentId, ownerId: performerId } = client;
      expect(toActivity(planned)).toMatchObject({
        performerId,
        departmentId,
        recordedById: bo.employeeId,
        madeOnBehalf,
      });
      expect(await marked(acting, 'substituted')).toEqual([[idOf(planned), 'Al']]);
      expect(await promised(acting)).toBe(1);

      const until = new Date(Date.now() + 300).toISOString();
      const ending = { ...bo, standsInFor: [aStandIn(al.employeeId, { until })] };
      await eventually(async () => expect(await marked(ending, 'substituted')).toEqual([]));
      expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(until));
      expect((await marked(ending, 'mine-and-substituted')).map(([id]) => id).toSorted()).toEqual(
        [idOf(own), idOf(elsewhere)].toSorted(),
      );
      await expect(seen(ending, idOf(planned))).rejects.toThrow('activity.not_found');
      expect(await marked(al, 'mine')).toEqual([[idOf(planned), undefined]]);
      expect([await promised(ending), await promised(al)]).toEqual([0, 1]);
    });

    it('is reached with clients of the sectors alone for which he stands in', async () => {
      const [al, bo] = [aManager(), aManager()];
      const ownerId = al.employeeId;
      const [inside, outside] = [aClient({ ownerId, sectorId: farming }), aClient({ ownerId })];
      await hear(inside, outside);
      const [reached, foreign] = [
        await context.plan(al, { clientId: inside.id }),
        await context.plan(al, { clientId: outside.id }),
      ];
      const acting = { ...bo, standsInFor: [aStandIn(ownerId, { sectorIds: [farming] })] };
      expect(await marked(acting, 'mine-and-substituted')).toEqual([[idOf(reached), 'Al']]);
      const reader = await clients().withPortfolios(acting);
      const cancel = (activity: typeof reached) =>
        service().cancel(reader, { activityId: idOf(activity), comment: null });
      await expect(cancel(foreign)).rejects.toThrow('activity.not_found');
      expect(toActivity(await cancel(reached))).toMatchObject({ madeOnBehalf: { absentId: ownerId } });
    });

    it('shows his promises too, marked, and no private task', async () => {
      const [al, bo] = [aManager(), aManager()];
      const acting = { ...bo, standsInFor: [aStandIn(al.employeeId)] };
      const hidden = await context.plan(al, { type: 'task', kindId: null, private: true });
      expect(await marked(acting, 'substituted')).toEqual([]);
      await expect(seen(acting, idOf(hidden))).rejects.toThrow('activity.not_found');
      const promise = {
        clientId: newId(),
        side: 'us',
        text: 'Send it',
        dueOn: '2026-12-01',
        activityId: null,
      } as const;
      const promises = context.get(CommitmentService);
      const his = await promises.make(al, { commitment: promise, ownerDepartmentId: newId() });
      const filter = listCommitments.input.parse({ whose: 'substituted' });
      const { data } = await promises.list(acting, filter);
      expect(data.map((one) => toMarkedCommitment(one, acting).onBehalfOf?.name)).toEqual(['Al']);
      expect(toCommitment(his)).not.toHaveProperty('madeOnBehalf');

      const client = aClient({ ownerId: al.employeeId });
      await hear(client);
      const madeOnBehalf = { substituteId: bo.employeeId, absentId: al.employeeId };
      const toClient = { commitment: { ...promise, clientId: client.id }, ownerDepartmentId: newId() };
      const made = await promises.make(acting, toClient);
      expect(toCommitment(made)).toMatchObject({ ownerId: al.employeeId, madeOnBehalf });
      expect(toCommitmentFact(made)).toMatchObject({ madeOnBehalf });
      const closed = await promises.close(acting, { commitmentId: idOf(his), status: 'kept', comment: null });
      expect(toCommitment(closed)).toMatchObject({ ownerId: al.employeeId, madeOnBehalf });
      const byOwner = await promises.close(al, { commitmentId: idOf(made), status: 'kept', comment: null });
      expect(toCommitment(byOwner)).not.toHaveProperty('madeOnBehalf');
    });
  });

  describe('when it changes who reads him', () => {
    const [east, west] = [newId(), newId()];
    const people = {
      owner: aManager(),
      kim: aManager(),
      headOfEast: aHead({ departmentIds: [newId(), east] }),
      headOfWest: aHead({ departmentIds: [newId(), west] }),
    };
    type Who = keyof typeof people;
    interface State {
      readonly owner?: Who;
      readonly departmentId?: string;
      readonly shownTo?: Who;
    }
    const factOf = (
      id: string,
      version: number,
      { owner = 'owner', departmentId = east, shownTo }: State,
    ): ClientFact => {
      const employeeIds = shownTo ? [people[shownTo].employeeId] : [];
      const ownership = { ownerId: people[owner].employeeId, departmentId };
      return aClient({
        id,
        version,
        ...ownership,
        readers: readerKeys({ ...ownership, employeeIds, departmentIds: [] }),
      });
    };

    it.each<[string, { before: State; after: State; loses?: Who; gains?: Who }]>([
      ['he got another owner', { before: {}, after: { owner: 'kim' }, loses: 'owner', gains: 'kim' }],
      [
        'his owner works in another department',
        { before: {}, after: { departmentId: west }, loses: 'headOfEast', gains: 'headOfWest' },
      ],
      ['he was shown to somebody', { before: {}, after: { shownTo: 'kim' }, gains: 'kim' }],
      ['he is not shown any more', { before: { shownTo: 'kim' }, after: {}, loses: 'kim' }],
    ])('is seen as before until its event arrives, and a late event opens nothing again: %s', async (_what, change) => {
      const sees = async (who: Who, client: ClientFact) => (await listed(people[who], client.id)).length > 0;
      const [before, after] = [factOf(newId(), 2, change.before), factOf(newId(), 3, change.after)];
      const [{ id }, other] = [before, after.id];
      for (const client of [before, after]) {
        await context.plan(aManager(), { clientId: client.id });
      }
      await hear(before);
      for (const who of Object.keys(people) as Who[]) {
        if (who === change.gains) expect(await sees(who, before)).toBe(false);
        if (who === change.loses) expect(await sees(who, before)).toBe(true);
      }
      await hear({ ...after, id });
      const expectChanged = async (client: ClientFact) => {
        if (change.gains) expect(await sees(change.gains, client)).toBe(true);
        if (change.loses) expect(await sees(change.loses, client)).toBe(false);
      };
      await expectChanged(before);
      await hear(before);
      await expectChanged(before);
      // Also of a client of whom the newer state is told first.
      await hear(after, { ...before, id: other });
      await expectChanged(after);
    });
  });
});
