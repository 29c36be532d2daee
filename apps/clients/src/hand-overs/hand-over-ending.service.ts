import { Injectable } from '@nestjs/common';
import { Clock } from '@crm/kernel';
import { Transaction } from '@crm/persistence';
import { EmployeeRepository } from '../employees/employee.repository.ts';
import { nothing, sameCounts } from './hand-over.ts';
import { HandOverCounter } from './hand-over-counter.ts';
import { workOf } from './hand-over.mapper.ts';
import type { HandOverDocument } from './hand-over.schema.ts';
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
   * Ends it when a count in all services confirms that nothing is left. A leaver is dismissed then.
   *
   * @returns false when something is: it came while the last round was under way.
   */
  async end(lease: Lease, handOver: HandOverDocument): Promise<boolean> {
    if (!sameCounts(await this.counter.count(workOf(handOver)), nothing)) return false;
    await this.transaction.run(async () => {
      const now = this.clock.now();
      await this.leases.finish(lease, now);
      if (handOver.kind === 'relocation') return;
      await this.employees.setStatus(handOver.employeeId.toHexString(), 'dismissed', now);
    });
    return true;
  }
}
