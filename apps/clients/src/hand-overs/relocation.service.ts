import { Injectable } from '@nestjs/common';
import type { Actor, HandOver, previewRelocation, RpcInput, RpcOutput } from '@crm/contracts';
import { toEmployee } from '../employees/employee.mapper.ts';
import { CountedStart } from './counted-start.service.ts';
import { HandOverCounter } from './hand-over-counter.ts';
import { assertChange, type Relocation, RelocationOpening } from './relocation-opening.service.ts';

/**
 * An employee changes his department: he at once, his living work after him, by the same job as a leaver's work goes to a
 * successor. He is his own successor, and what has followed already carries the new department.
 */
@Injectable()
export class RelocationService {
  constructor(
    private readonly counter: HandOverCounter,
    private readonly counted: CountedStart,
    private readonly opening: RelocationOpening,
  ) {}

  async preview(
    actor: Actor,
    relocation: RpcInput<typeof previewRelocation>,
  ): Promise<RpcOutput<typeof previewRelocation>> {
    const employee = await this.opening.people(actor, relocation);
    const counts = await this.counter.count(workOf(relocation));
    assertChange(toEmployee(employee), relocation.departmentId, counts);
    return { ...relocation, counts };
  }

  /** @throws DomainError as `RelocationOpening.open`, and of a repetition as `StoredCommandLog.once`. */
  start(actor: Actor, relocation: Relocation): Promise<HandOver> {
    return this.counted.start(workOf(relocation), (counting) => this.opening.open(actor, relocation, counting));
  }
}

const workOf = ({ employeeId, departmentId }: Pick<Relocation, 'employeeId' | 'departmentId'>) => ({
  employeeId,
  exceptDepartmentId: departmentId,
});
