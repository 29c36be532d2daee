import { Injectable } from '@nestjs/common';
import { Clock } from '@crm/kernel';
import { Transaction } from '@crm/persistence';
import { EmployeeRepository } from '../employees/employee.repository.ts';
import { nothing, sameCounts } from './hand-over.ts';
import { HandOverCounter } from './hand-over-counter.ts';
import { HandOverLeaseRepository, type Lease } from './hand-over-lease.repository.ts';

@Injectable()
export class HandOverEnding {
  constructor(
    private readonly counter: HandOverCounter,
    private readonly leases: HandOverLeaseRepository,
    private readonly employees: EmployeeRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /**
   * Dismisses the leaver when a count in all services confirms that nothing is left with him.
   *
   * @returns false when something is: it came while the last round was under way.
   */
  async end(lease: Lease, employeeId: string): Promise<boolean> {
    if (!sameCounts(await this.counter.count(employeeId), nothing)) return false;
    await this.transaction.run(async () => {
      const now = this.clock.now();
      await this.leases.finish(lease, now);
      await this.employees.setStatus(employeeId, 'dismissed', now);
    });
    return true;
  }
}
