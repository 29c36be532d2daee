import { Injectable } from '@nestjs/common';
import type { ClientChange } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { ClassifierRepository } from '../classifiers/classifier.repository.ts';
import { assertChoosable } from '../classifiers/classifier-value.ts';
import { assertActive } from '../employees/employee.ts';
import { EmployeeRepository } from '../employees/employee.repository.ts';
import type { Ownership } from './client.ts';
import { type Subsidiary, assertParentAllowed } from './client-parent.ts';
import { ClientRepository } from './client.repository.ts';

/** Checks what a client refers to. Called inside the transaction that stores the reference. */
@Injectable()
export class ClientReferences {
  constructor(
    private readonly clients: ClientRepository,
    private readonly employees: EmployeeRepository,
    private readonly classifiers: ClassifierRepository,
  ) {}

  /** @throws DomainError `employee.not_found`, `employee.not_active` */
  async owner(ownerId: string): Promise<Ownership> {
    const [employee] = await this.employees.byIds([ownerId]);
    if (!employee) throw new DomainError('employee.not_found', { employeeId: ownerId });
    assertActive({ id: ownerId, status: employee.status });
    return { ownerId, departmentId: employee.departmentId.toHexString() };
  }

  /** @throws DomainError `classifier.value_unknown`, `classifier.value_archived` */
  async assertClassified(facts: Pick<ClientChange, 'sectorId' | 'regionId' | 'sourceId'>): Promise<void> {
    const asked = [
      { classifier: 'sector', value: facts.sectorId },
      { classifier: 'region', value: facts.regionId },
      { classifier: 'source', value: facts.sourceId },
    ].flatMap(({ classifier, value }) => (value ? [{ classifier, value }] : []));
    if (asked.length === 0) return;

    const known = await this.classifiers.byIds(asked.map(({ value }) => value));
    const byId = new Map(known.map((value) => [value.id, value]));
    for (const choice of asked) assertChoosable(byId.get(choice.value), choice);
  }

  /** @throws DomainError `client.parent_not_found`, `client.parent_not_organisation`, `client.parent_cycle` */
  async assertParent(subsidiary: Subsidiary, parentId: string): Promise<void> {
    const ancestors = await this.clients.withAncestors(parentId);
    assertParentAllowed(subsidiary, ancestors);
    // Nothing is below a client that is being created, so no other change can close a circle with it.
    if (subsidiary.id !== null) await this.clients.holdPlaces(ancestors.map(({ id }) => id));
  }
}
