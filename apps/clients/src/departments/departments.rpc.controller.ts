import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import {
  changeDepartment,
  createDepartment,
  deleteDepartment,
  getDepartment,
  listDepartments,
  previewDepartmentMove,
  type RpcInput,
  type RpcOutput,
} from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { DepartmentService } from './department.service.ts';

@Controller()
export class DepartmentsRpcController {
  constructor(private readonly service: DepartmentService) {}

  @Rpc(listDepartments)
  list(input: RpcInput<typeof listDepartments>): Promise<RpcOutput<typeof listDepartments>> {
    return this.service.list(input);
  }

  @Rpc(getDepartment)
  get(input: RpcInput<typeof getDepartment>): Promise<RpcOutput<typeof getDepartment>> {
    return this.service.get(input);
  }

  @Rpc(createDepartment)
  async create(input: RpcInput<typeof createDepartment>): Promise<RpcOutput<typeof createDepartment>> {
    return this.service.create(currentActor(), input);
  }

  @Rpc(changeDepartment)
  async change(input: RpcInput<typeof changeDepartment>): Promise<RpcOutput<typeof changeDepartment>> {
    return this.service.change(currentActor(), input);
  }

  @Rpc(previewDepartmentMove)
  async previewMove(input: RpcInput<typeof previewDepartmentMove>): Promise<RpcOutput<typeof previewDepartmentMove>> {
    return this.service.previewMove(currentActor(), input);
  }

  @Rpc(deleteDepartment)
  async remove(input: RpcInput<typeof deleteDepartment>): Promise<RpcOutput<typeof deleteDepartment>> {
    return this.service.remove(currentActor(), input);
  }
}
