import { Injectable } from '@nestjs/common';
import { explainScope, hasPermission, reaches, requireExplaining, sharingFinding } from '@crm/access';
import type { AccessExplanation, Actor, explainDealAccess, RpcInput } from '@crm/contracts';
import { DealAccess } from './deal-access.ts';

/** Says why somebody can or cannot see or change a deal. */
@Injectable()
export class DealExplanationService {
  constructor(private readonly access: DealAccess) {}

  /** @throws DomainError `forbidden`, `deal.not_found` */
  async explain(
    actor: Actor,
    { recordId, action, ...asked }: RpcInput<typeof explainDealAccess>,
  ): Promise<AccessExplanation> {
    requireExplaining(actor, asked.holder);
    const holder = await this.access.clients.withPortfolios(asked.holder);
    const { ownerId, departmentId, clientId } = await this.access.get(actor, recordId);
    const right = `deal.${action}` as const;
    const byClient = action === 'read' && (await this.access.seesAllOf(holder, clientId));
    const byRole = reaches(holder, right, { ownerId, departmentId, clientId });
    const rules = [
      ...explainScope(holder, { right, action, ownerId, departmentId, clientId }),
      ...(action === 'read' ? [sharingFinding.client(byClient)] : []),
    ];
    const allowed = action === 'read' ? byRole || byClient : byRole && hasPermission(holder, 'write');
    return { employeeId: holder.employeeId, kind: 'deal', recordId, action, allowed, rules };
  }
}
