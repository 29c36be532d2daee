import { Injectable } from '@nestjs/common';
import type { Substitute } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { ClassifierRepository } from '../classifiers/classifier.repository.ts';
import { assertActive } from '../employees/employee.ts';
import { WorkingEmployees } from '../employees/working-employees.repository.ts';
import { EmployeeRepository } from '../employees/employee.repository.ts';
import { assertPeriod, assertSubstitutes, type Period } from './absence.ts';
import { toSubstituted } from './absence.mapper.ts';
import { AbsenceRepository } from './absence.repository.ts';
import { coverOf, MAX_CHAIN, type Substituted } from './substitution.ts';

/** An absence as it would be stored. */
export interface Planned extends Period {
  /** Null while it is not stored. */
  readonly id: string | null;
  readonly employeeId: string;
  readonly substitutes: readonly Substitute[];
}

/** What an absence must agree with. Called inside the transaction that stores it. */
@Injectable()
export class AbsenceChecks {
  constructor(
    private readonly absences: AbsenceRepository,
    private readonly employees: EmployeeRepository,
    private readonly working: WorkingEmployees,
    private readonly classifiers: ClassifierRepository,
  ) {}

  /** @throws DomainError as the contract of `planAbsence` says, naming the field. */
  async assertPossible(planned: Planned): Promise<void> {
    assertPeriod(planned);
    assertSubstitutes(planned.employeeId, planned.substitutes);
    // Absences of the same people that are stored at the same moment collide, instead of meeting unnoticed.
    for (const id of [planned.employeeId, ...planned.substitutes.map(({ employeeId }) => employeeId)].toSorted()) {
      await this.working.hold(id);
    }
    await this.assertFree(planned);
    await this.assertSubstitutesWorkHere(planned.substitutes);
    const sectorIds = planned.substitutes.flatMap((substitute) => substitute.sectorIds ?? []);
    await this.classifiers.requireChoosable(sectorIds.map((value) => ({ classifier: 'sector', value })));
    await this.assertCovered(planned);
  }

  private async assertFree({ id, employeeId, from, to }: Planned): Promise<void> {
    const others = await this.absences.meeting([employeeId], { from, to });
    const other = others.find(({ _id }) => _id.toHexString() !== id);
    if (other) throw new DomainError('absence.overlapping', { field: 'from', absenceId: other._id.toHexString() });
  }

  private async assertSubstitutesWorkHere(substitutes: readonly Substitute[]): Promise<void> {
    const found = await this.employees.byIds(substitutes.map(({ employeeId }) => employeeId));
    const byId = new Map(found.map((employee) => [employee._id.toHexString(), employee]));
    substitutes.forEach(({ employeeId }, index) => {
      const employee = byId.get(employeeId);
      const field = `substitutes.${index}.employeeId`;
      if (!employee) throw new DomainError('employee.not_found', { field, employeeId });
      assertActive({ id: employeeId, status: employee.status });
    });
  }

  private async assertCovered({ employeeId, substitutes, from, to }: Planned): Promise<void> {
    const away = await this.awayAmong(substitutes, { from, to });
    substitutes.forEach((substitute, index) => {
      const cover = coverOf(substitute.employeeId, employeeId, away);
      const details = { field: `substitutes.${index}.employeeId`, employeeId: substitute.employeeId };
      if (cover === 'circle') throw new DomainError('absence.substitution_circle', details);
      if (cover === 'absent') throw new DomainError('absence.substitute_absent', details);
    });
  }

  /** Who of the substitutes, and of theirs, is away in the period himself. */
  private async awayAmong(substitutes: readonly Substitute[], period: Period): Promise<Map<string, Substituted>> {
    const away = new Map<string, Substituted>();
    let asked = substitutes.map(({ employeeId }) => employeeId);
    for (let step = 0; step < MAX_CHAIN && asked.length > 0; step += 1) {
      const found = (await this.absences.meeting(asked, period)).map(toSubstituted);
      for (const absence of found) away.set(absence.employeeId, absence);
      const next = found.flatMap((absence) => absence.substitutes.map(({ employeeId }) => employeeId));
      asked = [...new Set(next)].filter((id) => !away.has(id));
    }
    return away;
  }
}
