import { Injectable } from '@nestjs/common';
import type {
  Absence,
  Actor,
  changeAbsence,
  decideAbsence,
  endAbsence,
  getAbsence,
  listAbsences,
  NewAbsence,
  RpcInput,
  RpcOutput,
} from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { newId, requireVersion, toObjectId, Transaction } from '@crm/persistence';
import { ReachChanges } from '../departments/reach-changes.ts';
import { toEmployee } from '../employees/employee.mapper.ts';
import { EmployeeRepository } from '../employees/employee.repository.ts';
import { type Absentee, assertMayDecide, assertMayPlan, assertNotOver, statusFor } from './absence.ts';
import { AbsenceChecks } from './absence-checks.service.ts';
import { toAbsence, toAbsenceDocument, toStoredChange, toSubstituted } from './absence.mapper.ts';
import { AbsenceRepository, type AbsenceUpdate } from './absence.repository.ts';
import type { AbsenceDocument } from './absence.schema.ts';

/** More people than a department has. */
const PEOPLE = 1_000;

@Injectable()
export class AbsenceService {
  constructor(
    private readonly absences: AbsenceRepository,
    private readonly checks: AbsenceChecks,
    private readonly employees: EmployeeRepository,
    private readonly reach: ReachChanges,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  async list({
    employeeId,
    departmentId,
    ...request
  }: RpcInput<typeof listAbsences>): Promise<RpcOutput<typeof listAbsences>> {
    const people = departmentId === undefined ? undefined : await this.employees.idsIn(departmentId, PEOPLE);
    const one = employeeId === undefined ? undefined : [employeeId];
    const employeeIds = one && people ? one.filter((id) => people.includes(id)) : (one ?? people);
    const page = await this.absences.page({ ...request, employeeIds });
    return { ...page, data: page.data.map(toAbsence) };
  }

  async get({ absenceId }: RpcInput<typeof getAbsence>): Promise<Absence> {
    return toAbsence(await this.absences.get(absenceId));
  }

  plan(actor: Actor, planned: NewAbsence): Promise<Absence> {
    return this.transaction.run(async () => {
      const absentee = await this.absentee(planned.employeeId);
      assertMayPlan(actor, absentee);
      const given = { id: newId(), status: statusFor(actor, absentee), now: this.clock.now() };
      const absence = toAbsenceDocument(planned, given);
      await this.checks.assertPossible({ id: null, ...toSubstituted(absence) });
      await this.absences.insert(absence);
      this.reach.tell();
      return toAbsence(absence);
    });
  }

  change(actor: Actor, { absenceId, expectedVersion, change }: RpcInput<typeof changeAbsence>): Promise<Absence> {
    return this.transaction.run(async () => {
      const { absence, absentee, now } = await this.opened(absenceId, (whose) => assertMayPlan(actor, whose));
      requireVersion<AbsenceDocument>(absence, expectedVersion, toAbsence);
      assertNotOver(absence, now);
      const update = { ...toStoredChange(change), status: statusFor(actor, absentee) };
      await this.checks.assertPossible({ id: absenceId, ...toSubstituted({ ...absence, ...update }) });
      return this.store({ absenceId, expectedVersion, update, now });
    });
  }

  decide(actor: Actor, { absenceId, expectedVersion, decision }: RpcInput<typeof decideAbsence>): Promise<Absence> {
    return this.transaction.run(async () => {
      const { absence, now } = await this.opened(absenceId, (whose) => assertMayDecide(actor, whose));
      requireVersion<AbsenceDocument>(absence, expectedVersion, toAbsence);
      if (absence.status !== 'requested') throw new DomainError('absence.not_requested', { absenceId });
      if (decision === 'approved') await this.checks.assertPossible({ id: absenceId, ...toSubstituted(absence) });
      const update = { status: decision, decidedById: toObjectId(actor.employeeId) };
      return this.store({ absenceId, expectedVersion, update, now });
    });
  }

  end(actor: Actor, { absenceId, expectedVersion }: RpcInput<typeof endAbsence>): Promise<Absence> {
    return this.transaction.run(async () => {
      const { absence, now } = await this.opened(absenceId, (whose) => assertMayPlan(actor, whose));
      requireVersion<AbsenceDocument>(absence, expectedVersion, toAbsence);
      assertNotOver(absence, now);
      const hasBegun = absence.from < now && absence.status === 'approved';
      const update = hasBegun ? { to: now } : { status: 'cancelled' as const };
      return this.store({ absenceId, expectedVersion, update, now });
    });
  }

  /** The absence, once it is clear that the actor has a say in it: before that he hears nothing of its version. */
  private async opened(absenceId: string, assertMay: (absentee: Absentee) => void) {
    const absence = await this.absences.get(absenceId);
    const absentee = await this.absentee(absence.employeeId.toHexString());
    assertMay(absentee);
    return { absence, absentee, now: this.clock.now() };
  }

  private async absentee(employeeId: string): Promise<Absentee> {
    return toEmployee(await this.employees.get(employeeId));
  }

  private async store(change: AbsenceUpdate): Promise<Absence> {
    const changed = await this.absences.change(change);
    this.reach.tell();
    return toAbsence(changed);
  }
}
