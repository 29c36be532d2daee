import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type {
  Actor,
  changeRole,
  EditableRole,
  listRoles,
  listRoleVersions,
  previewRole,
  RoleDescription,
  RpcInput,
  RpcOutput,
} from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { requireVersion, Transaction } from '@crm/persistence';
import { ReachChanges } from '../departments/reach-changes.ts';
import { changedRights, differenceOf } from './role.ts';
import { toRoleDescription } from './role.mapper.ts';
import { RoleRepository } from './role.repository.ts';

/** What roles may do. The gateway hears of a change at once; should it not, it asks again within a minute. */
@Injectable()
export class RoleService {
  constructor(
    private readonly roles: RoleRepository,
    private readonly reach: ReachChanges,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<RpcOutput<typeof listRoles>> {
    return { data: (await this.roles.list()).map(toRoleDescription) };
  }

  async get(role: EditableRole): Promise<RoleDescription> {
    return toRoleDescription(await this.roles.get(role));
  }

  /** @throws DomainError `forbidden`, `role.administrator_needed`, `version_conflict` */
  change(actor: Actor, { role, expectedVersion, change }: RpcInput<typeof changeRole>): Promise<RoleDescription> {
    requirePermission(actor, 'administer');
    return this.transaction.run(async () => {
      const stored = await this.roles.get(role);
      requireVersion(stored, expectedVersion, toRoleDescription);
      const rights = changedRights(role, stored, change);
      const { employeeId: changedById } = actor;
      this.reach.tell();
      return toRoleDescription(await this.roles.change(stored, { rights, changedById, now: this.clock.now() }));
    });
  }

  /** @throws DomainError `forbidden`, `role.administrator_needed` */
  async preview(actor: Actor, { role, change }: RpcInput<typeof previewRole>): Promise<RpcOutput<typeof previewRole>> {
    requirePermission(actor, 'administer');
    const stored = await this.roles.get(role);
    return { role, version: stored.version, ...differenceOf(stored, changedRights(role, stored, change)) };
  }

  /** @throws DomainError `forbidden`, `cursor_invalid` */
  async versions(
    actor: Actor,
    request: RpcInput<typeof listRoleVersions>,
  ): Promise<RpcOutput<typeof listRoleVersions>> {
    requirePermission(actor, 'administer');
    const page = await this.roles.versionsOf(request);
    return { ...page, data: page.data.map(toRoleDescription) };
  }
}
