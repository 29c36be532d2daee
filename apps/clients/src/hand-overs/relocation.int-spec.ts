import { aManager, anAdministrator } from '@crm/testing';
import { type HandOverContext, startHandOverContext } from '../../test/hand-over-context.ts';
import type { ClientDocument } from '../clients/client.schema.ts';
import { EmployeeService } from '../employees/employee.service.ts';
import type { MembershipDocument } from '../employees/membership.schema.ts';
import { SharingService } from '../sharing/sharing.service.ts';
import { nothing } from './hand-over.ts';
import { HandOverEnding } from './hand-over-ending.service.ts';
import { RelocationService } from './relocation.service.ts';

const administrator = anAdministrator();
const elsewhere = { openDeals: 700, plannedActivities: 3, reminders: 0, commitments: 1 };

describe(RelocationService, () => {
  let context: HandOverContext;
  let service: RelocationService;
  beforeAll(async () => {
    context = await startHandOverContext();
    service = context.clients.get(RelocationService);
  });
  beforeEach(() => context.services.give(elsewhere));
  afterEach(() => context.endAll());
  afterAll(() => context.stop());

  /** Somebody with clients, and the department to which he goes. */
  async function mover(clients = 0) {
    const { leaver, successor } = await context.pair(clients);
    return { ...leaver, to: { employeeId: leaver.id, departmentId: successor.departmentId } };
  }
  const placed = (departmentId: string) =>
    context.clients.model<ClientDocument>('Client').countDocuments({ departmentId });
  const employee = (employeeId: string) => context.clients.get(EmployeeService).get({ employeeId });

  it('moves the employee at once and his living work after him, and he stays', async () => {
    const { id, departmentId, to } = await mover(1200);
    const { counts } = await service.preview(administrator, to);
    expect(counts).toEqual({ ...nothing, clients: 1200, ...elsewhere });

    const positionId = await context.clients.position();
    const started = await service.start(administrator, { ...to, positionId });
    expect(started).toMatchObject({ kind: 'relocation', employeeId: id, successorId: id, previewed: counts });
    expect(await employee(id)).toMatchObject({ departmentId: to.departmentId, positionId, version: 2 });

    await context.eventually(started.id, { status: 'done', moved: counts, error: null });
    expect(await placed(departmentId)).toBe(0);
    const followed = { ownerId: id, departmentId: to.departmentId, version: 2 };
    expect(await context.clients.model('Client').countDocuments(followed)).toBe(1200);
    expect((await employee(id)).status).toBe('active');
  });

  it('leaves him in the teams of the clients of others, and what was shown to him', async () => {
    const { id, to } = await mover();
    const owner = await context.clients.manager();
    const { id: clientId } = await context.clients.client(owner);
    const step = { step: 'join', employeeId: id, part: 'Инженер' } as const;
    await context.clients.get(SharingService).change(owner.actor, { clientId, step });
    expect((await service.preview(administrator, to)).counts).toMatchObject({ teamPlaces: 0, grants: 0 });
    const { id: handOverId } = await service.start(administrator, to);
    await context.eventually(handOverId, { status: 'done', moved: { teamPlaces: 0 } });
    const { team } = await context.clients.get(SharingService).get(owner.actor, clientId);
    expect(team).toEqual([{ employeeId: id, part: 'Инженер' }]);
  });

  it('is written into the history of his memberships', async () => {
    const { id, departmentId, to } = await mover();
    const positionId = await context.clients.position();
    await service.start(administrator, { ...to, positionId });
    const memberships = context.clients.model<MembershipDocument>('Membership');
    const [first, second] = await memberships.find({ employeeId: id }).sort({ _id: 1 }).lean();
    expect([String(first?.departmentId), String(second?.departmentId)]).toEqual([departmentId, to.departmentId]);
    expect([first?.positionId, String(second?.positionId)]).toEqual([null, positionId]);
    expect(first?.to).toEqual(second?.from);
    expect(second?.to).toBeNull();
  });

  it('goes on until nothing is left that came while it was under way', async () => {
    const { id, actor, to } = await mover(3);
    const started = await service.start(administrator, to);
    await context.eventually(started.id, { status: 'done' });
    const late = await context.clients.client({ actor });
    await context.clients.change(() =>
      context.clients.model('Client').updateOne({ _id: late.id }, { departmentId: started.id }).exec(),
    );
    const handOver = await context.clients.model('HandOver').findById(started.id).orFail().lean();
    const lease = { handOverId: started.id, holder: started.id };
    expect(await context.clients.get(HandOverEnding).end(lease, handOver as never)).toBe(false);
    expect(id).toBe(to.employeeId);
  });

  it('is refused into the department where he works, for a leaver, and while his work is on its way', async () => {
    const { id, departmentId, to } = await mover();
    context.services.give({});
    await expect(service.start(administrator, { ...to, departmentId })).rejects.toMatchObject({
      code: 'employee.same_department',
      details: { field: 'departmentId' },
    });
    await expect(service.start(administrator, { ...to, departmentId: 'a'.repeat(24) })).rejects.toMatchObject({
      code: 'department.not_found',
      details: { field: 'departmentId' },
    });
    await expect(service.start(aManager(), to)).rejects.toThrow('forbidden');
    context.services.give(elsewhere);
    context.services.breakActivities();
    await expect(service.start(administrator, to)).rejects.toThrow('service_unavailable');
    expect((await employee(id)).departmentId).toBe(departmentId);
    context.services.mendActivities();
    const outcomes = await Promise.allSettled([service.start(administrator, to), service.start(administrator, to)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await context.clients.change(() =>
      context.clients.model('Employee').updateOne({ _id: id }, { status: 'leaving' }).exec(),
    );
    await expect(service.preview(administrator, to)).rejects.toThrow('employee.not_active');
  });

  it('takes up what an earlier move has left behind', async () => {
    const { id, departmentId, to } = await mover(2);
    await context.clients.change(() =>
      context.clients.model('Client').updateMany({ ownerId: id }, { departmentId: to.departmentId }).exec(),
    );
    const again = await service.start(administrator, { employeeId: id, departmentId });
    await context.eventually(again.id, { status: 'done' });
    expect(await placed(departmentId)).toBe(2);
  });
});
