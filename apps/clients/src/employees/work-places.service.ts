import { Injectable } from '@nestjs/common';
import { DepartmentRepository } from '../departments/department.repository.ts';
import { PositionRepository } from '../positions/position.repository.ts';
import type { EmployeeDocument } from './employee.schema.ts';

/** Where employees work, and as what. */
@Injectable()
export class WorkPlaces {
  constructor(
    private readonly departments: DepartmentRepository,
    private readonly positions: PositionRepository,
  ) {}

  /** @throws DomainError `department.not_found`, naming the field `departmentId`. */
  requireDepartment(departmentId: string): Promise<void> {
    return this.departments.requirePresent(departmentId);
  }

  /** Relies on the department staying where it is for somebody who comes. @throws DomainError as `requireDepartment` */
  holdDepartment(departmentId: string): Promise<void> {
    return this.departments.holdPresent(departmentId);
  }

  /**
   * Relies on a position that somebody is given; the one that he has already stays his, be it closed.
   *
   * @param holder null for one who is being taken on.
   * @returns whether it is another one than before.
   * @throws DomainError `position.not_found`, `position.closed`, naming the field `positionId`.
   */
  async holdPosition(
    positionId: string | null | undefined,
    holder: Pick<EmployeeDocument, 'positionId'> | null,
  ): Promise<boolean> {
    if (positionId === undefined || positionId === (holder?.positionId?.toHexString() ?? null)) return false;
    await this.positions.holdOpen(positionId);
    return true;
  }
}
