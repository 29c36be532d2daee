import { Injectable } from '@nestjs/common';
import { reaches, requirePermission } from '@crm/access';
import type { Actor, changeClientSharing, ClientSharing, RpcInput, SharingStep } from '@crm/contracts';
import { Clock, DomainError } from '@crm/kernel';
import { requireVersion, Transaction } from '@crm/persistence';
import { toClientSharing } from '../clients/client.mapper.ts';
import { ownershipOf } from '../clients/client-access.ts';
import { ClientRepository } from '../clients/client.repository.ts';
import type { ClientDocument } from '../clients/client.schema.ts';
import { DepartmentRepository } from '../departments/department.repository.ts';
import { WorkingEmployees } from '../employees/working-employees.repository.ts';
import { afterStep } from './sharing.ts';

/** Who works with a client beside his owner, and who else reads him. */
@Injectable()
export class SharingService {
  constructor(
    private readonly clients: ClientRepository,
    private readonly working: WorkingEmployees,
    private readonly departments: DepartmentRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `client.not_found` */
  async get(actor: Actor, clientId: string): Promise<ClientSharing> {
    return toClientSharing(await this.clients.get(actor, clientId));
  }

  /**
   * Whoever the client belongs to decides who reads him: a member of the team may change the client, but not show him on.
   *
   * @throws DomainError `forbidden`, `client.not_found`, `version_conflict`, `employee.not_found`, `employee.not_active`,
   *   `department.not_found`, `invalid`
   */
  change(
    actor: Actor,
    { clientId, expectedVersion, step }: RpcInput<typeof changeClientSharing>,
  ): Promise<ClientSharing> {
    requirePermission(actor, 'write');
    return this.transaction.run(async () => {
      const client = await this.clients.get(actor, clientId);
      assertDecides(actor, client);
      requireVersion(client, expectedVersion, toClientSharing);
      await this.assertKnown(step);
      const { team, grants } = toClientSharing(client);
      const shared = { team, grants };
      const after = afterStep(shared, step);
      if (after === shared) return toClientSharing(client);
      return toClientSharing(await this.clients.share(client, after, this.clock.now()));
    });
  }

  private async assertKnown(step: SharingStep): Promise<void> {
    if (step.step === 'leave' || step.step === 'withdraw') return;
    if (step.step === 'grant' && step.kind === 'department') {
      const [known] = await this.departments.byIds([step.id]);
      if (!known) throw new DomainError('department.not_found', { departmentId: step.id, field: 'id' });
      return;
    }
    if (step.step === 'join') await this.working.require(step.employeeId, 'employeeId');
    else await this.working.require(step.id, 'id');
  }
}

function assertDecides(actor: Actor, client: ClientDocument): void {
  const isTheirs = reaches(actor, 'client.change', ownershipOf(client));
  if (!isTheirs) throw new DomainError('forbidden', { clientId: client._id.toHexString() });
}
