import { Injectable } from '@nestjs/common';
import { explainScope, hasPermission, reaches, requireExplaining, sharingFinding } from '@crm/access';
import type { AccessExplanation, Actor, explainActivityAccess, RpcInput } from '@crm/contracts';
import { ActivityAccess } from './activity-access.ts';
import { ownershipOf } from './activity.mapper.ts';

/** Says why somebody can or cannot see or change an activity. */
@Injectable()
export class ActivityExplanationService {
  constructor(private readonly access: ActivityAccess) {}

  /** @throws DomainError `forbidden`, `activity.not_found` */
  async explain(
    actor: Actor,
    { recordId, action, ...asked }: RpcInput<typeof explainActivityAccess>,
  ): Promise<AccessExplanation> {
    requireExplaining(actor, asked.holder);
    const holder = await this.access.clients.withPortfolios(asked.holder);
    const activity = await this.access.get(actor, recordId);
    const ownership = ownershipOf(activity);
    const right = `activity.${action}` as const;
    const byClient = action === 'read' && (await this.access.seesAllOf(holder, activity.clientId?.toHexString()));
    const isHidden = activity.privateTo?.every((id) => id.toHexString() !== holder.employeeId) ?? false;
    const byRole = reaches(holder, right, ownership) && (action === 'read' || hasPermission(holder, 'write'));
    const rules = [
      ...explainScope(holder, { right, action, ...ownership }),
      ...(action === 'read' ? [sharingFinding.client(byClient)] : []),
      sharingFinding.private(isHidden),
    ];
    const allowed = !isHidden && (byRole || byClient);
    return { employeeId: holder.employeeId, kind: 'activity', recordId, action, allowed, rules };
  }
}
