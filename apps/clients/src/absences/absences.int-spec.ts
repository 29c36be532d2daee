import { NewAbsence } from '@crm/contracts';
import { newId } from '@crm/persistence';
import { aHead, anAdministrator } from '@crm/testing';
import { type ClientsContext, startClientsContext } from '../../test/clients-context.ts';
import { profileReads } from '../../test/read-profile.ts';
import { AbsenceService } from './absence.service.ts';
import { SubstitutionService } from './substitution.service.ts';

const administrator = anAdministrator();
/** A day of December; the clock of the tests stands in November. */
const day = (number: number): string => `2026-12-${String(number).padStart(2, '0')}T06:00:00.000Z`;

type Person = Awaited<ReturnType<ClientsContext['manager']>>;
type Named = Person | { readonly who: Person; readonly sectorIds: string[] };

describe(AbsenceService, () => {
  let context: ClientsContext;
  let service: AbsenceService;
  beforeAll(async () => {
    context = await startClientsContext();
    service = context.get(AbsenceService);
  });
  beforeEach(() => context.clock.set('2026-11-24T09:00:00.000Z'));
  afterAll(() => context.stop());

  const people = async (count: number): Promise<Person[]> => {
    const found: Person[] = [];
    for (let n = 0; n < count; n += 1) found.push(await context.manager());
    return found;
  };
  const substitute = (named: Named) =>
    'who' in named ? { employeeId: named.who.id, sectorIds: named.sectorIds } : { employeeId: named.id };
  const planned = ({ id }: Person, [first, last]: readonly [number, number], ...names: Named[]) =>
    NewAbsence.parse({ employeeId: id, from: day(first), to: day(last), substitutes: names.map(substitute) });
  const plan = (person: Person, days: readonly [number, number], ...names: Named[]) =>
    service.plan(administrator, planned(person, days, ...names));
  const actsFor = async ({ id, actor }: Person) => {
    const { data } = await context.get(SubstitutionService).list(actor, { employeeId: id });
    return data.map(({ employeeId }) => employeeId);
  };

  it('lets the substitute act within the period and not a second longer', async () => {
    const [al, bo] = (await people(2)) as [Person, Person];
    await plan(al, [1, 8], bo);
    for (const [moment, expected] of [
      ['2026-12-01T05:59:59.999Z', []],
      ['2026-12-01T06:00:00.000Z', [al.id]],
      ['2026-12-08T05:59:59.999Z', [al.id]],
      ['2026-12-08T06:00:00.000Z', []],
    ] as const) {
      context.clock.set(moment);
      expect(await actsFor(bo)).toEqual(expected);
    }
  });

  it('passes on to the substitute of a substitute who is absent himself', async () => {
    const [al, bo, cy] = (await people(3)) as [Person, Person, Person];
    await plan(bo, [3, 6], cy);
    await plan(al, [1, 8], bo);
    context.clock.set(day(2));
    expect([await actsFor(bo), await actsFor(cy)]).toEqual([[al.id], []]);
    context.clock.set(day(4));
    expect((await actsFor(cy)).toSorted()).toEqual([al.id, bo.id].toSorted());
  });

  it('is over at once when the absent is back early, and may still be planned again', async () => {
    const [al, bo] = (await people(2)) as [Person, Person];
    const { id } = await plan(al, [1, 8], bo);
    context.clock.set(day(3));
    expect(await service.end(al.actor, { absenceId: id })).toMatchObject({ status: 'approved', to: day(3) });
    expect(await actsFor(bo)).toEqual([]);
    await expect(service.end(al.actor, { absenceId: id })).rejects.toThrow('absence.over');
    await plan(al, [5, 8], bo);
  });

  it('counts when the head has approved it, where a manager asks for himself', async () => {
    const [al, bo] = (await people(2)) as [Person, Person];
    const head = aHead({ scope: { kind: 'departments', departmentIds: [al.departmentId] } });
    const asked = await service.plan(al.actor, planned(al, [1, 8], bo));
    expect(asked.status).toBe('requested');
    context.clock.set(day(2));
    expect(await actsFor(bo)).toEqual([]);
    await expect(service.decide(al.actor, { absenceId: asked.id, decision: 'approved' })).rejects.toThrow('forbidden');
    const approved = await service.decide(head, { absenceId: asked.id, decision: 'approved' });
    expect(approved).toMatchObject({ status: 'approved', decidedById: head.employeeId });
    expect(await actsFor(bo)).toEqual([al.id]);
    await expect(service.decide(head, { absenceId: asked.id, decision: 'refused' })).rejects.toThrow(
      'absence.not_requested',
    );
    const changed = await service.change(al.actor, { absenceId: asked.id, change: { to: day(9) } });
    expect(changed.status).toBe('requested');
  });

  it('is refused with the field that is wrong', async () => {
    const [al, bo, cy] = (await people(3)) as [Person, Person, Person];
    await plan(bo, [1, 8]);
    await plan(cy, [1, 8], al);
    const refusals = [
      [planned(al, [8, 1]), 'absence.ends_before_it_begins', 'to'],
      [planned(al, [2, 3], al), 'absence.own_substitute', 'substitutes.0.employeeId'],
      [planned(al, [2, 3], bo), 'absence.substitute_absent', 'substitutes.0.employeeId'],
      [planned(al, [2, 3], cy), 'absence.substitution_circle', 'substitutes.0.employeeId'],
      [planned(bo, [7, 9]), 'absence.overlapping', 'from'],
      [planned(al, [2, 3], { ...bo, id: newId() }), 'employee.not_found', 'substitutes.0.employeeId'],
    ] as const;
    for (const [given, code, field] of refusals) {
      await expect(service.plan(administrator, given)).rejects.toMatchObject({ code, details: { field } });
    }
    const sectors = planned(al, [2, 3], { who: await context.manager(), sectorIds: [newId()] });
    await expect(service.plan(administrator, sectors)).rejects.toThrow('classifier.value_unknown');
    await expect(service.plan(bo.actor, planned(al, [2, 3]))).rejects.toThrow('forbidden');
  });

  it('is planned once of two that meet, and no circle closes when two are planned at the same moment', async () => {
    for (let round = 0; round < 3; round += 1) {
      const [al, bo] = (await people(2)) as [Person, Person];
      const same = await Promise.allSettled([plan(al, [1, 8]), plan(al, [5, 9])]);
      expect(same.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const circle = await Promise.allSettled([plan(al, [10, 12], bo), plan(bo, [10, 12], al)]);
      expect(circle.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    }
  });

  it('is listed for an employee and for the people of a department, by index', async () => {
    const [al, bo] = (await people(2)) as [Person, Person];
    const [first, second] = [await plan(al, [1, 8], bo), await plan(al, [10, 12], bo)];
    const ids = async (filter: { employeeId?: string; departmentId?: string; endsAfter?: string }) =>
      (await service.list({ limit: 50, ...filter })).data.map(({ id }) => id);
    expect(await ids({ employeeId: al.id })).toEqual([second.id, first.id]);
    expect(await ids({ departmentId: al.departmentId, endsAfter: day(9) })).toEqual([second.id]);
    expect(await ids({ departmentId: bo.departmentId })).toEqual([]);
    const reads = await profileReads(context.service.connection, 'absences', async () => {
      await ids({ employeeId: al.id });
      await actsFor(bo);
    });
    expect(reads.length).toBeGreaterThan(0);
    for (const { planSummary } of reads) expect(planSummary).toMatch(/^IXSCAN/);
  });
});
