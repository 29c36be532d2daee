import { Injectable } from '@nestjs/common';
import { explainScope, hasPermission, isReadBy, requireExplaining, scopeOf, sharingFinding } from '@crm/access';
import type { AccessExplanation, Actor, explainClientAccess, RpcInput } from '@crm/contracts';
import { mayChange, ownershipOf } from '../clients/client-access.ts';
import { toClientSharing } from '../clients/client.mapper.ts';
import { ClientRepository } from '../clients/client.repository.ts';

/** Says why somebody can or cannot see or change a client. */
@Injectable()
export class ClientExplanationService {
  constructor(private readonly clients: ClientRepository) {}

  /** @throws DomainError `forbidden`, `client.not_found` */
  async explain(
    actor: Actor,
    { holder, recordId, action }: RpcInput<typeof explainClientAccess>,
  ): Promise<AccessExplanation> {
    requireExplaining(actor, holder);
    const client = await this.clients.get(actor, recordId);
    const { team, grants } = toClientSharing(client);
    const ownership = ownershipOf(client);
    const isRead = isReadBy(holder, 'client.read', { keys: client.readers.map(String), ...ownership });
    const allowed = isRead && (action === 'read' || (hasPermission(holder, 'write') && mayChange(holder, client)));
    const departments = [
      holder.departmentId,
      ...(scopeOf(holder, 'client.read') === 'subtree' ? holder.departmentIds : []),
    ];
    const isShown = grants.some(({ kind, id }) =>
      kind === 'employee' ? id === holder.employeeId : departments.includes(id),
    );
    const rules = [
      ...explainScope(holder, { right: `client.${action}`, action, ...ownership }),
      sharingFinding.team(team.some(({ employeeId }) => employeeId === holder.employeeId)),
      ...(action === 'read' ? [sharingFinding.grant(isShown)] : []),
    ];
    return { employeeId: holder.employeeId, kind: 'client', recordId, action, allowed, rules };
  }
}
