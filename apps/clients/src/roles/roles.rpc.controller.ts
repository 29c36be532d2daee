import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import {
  changeRole,
  getRole,
  listRoles,
  listRoleVersions,
  previewRole,
  type RpcInput,
  type RpcOutput,
} from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { RoleService } from './role.service.ts';

@Controller()
export class RolesRpcController {
  constructor(private readonly roles: RoleService) {}

  @Rpc(listRoles)
  list(): Promise<RpcOutput<typeof listRoles>> {
    return this.roles.list();
  }

  @Rpc(getRole)
  get({ role }: RpcInput<typeof getRole>): Promise<RpcOutput<typeof getRole>> {
    return this.roles.get(role);
  }

  @Rpc(changeRole)
  async change(input: RpcInput<typeof changeRole>): Promise<RpcOutput<typeof changeRole>> {
    return this.roles.change(currentActor(), input);
  }

  @Rpc(previewRole)
  preview(input: RpcInput<typeof previewRole>): Promise<RpcOutput<typeof previewRole>> {
    return this.roles.preview(currentActor(), input);
  }

  @Rpc(listRoleVersions)
  versions(input: RpcInput<typeof listRoleVersions>): Promise<RpcOutput<typeof listRoleVersions>> {
    return this.roles.versions(currentActor(), input);
  }
}
