import { Controller } from '@nestjs/common';
import { type RpcInput, type RpcOutput, listDepartments } from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { DepartmentService } from './department.service.ts';

@Controller()
export class DepartmentsRpcController {
  constructor(private readonly service: DepartmentService) {}

  @Rpc(listDepartments)
  list(input: RpcInput<typeof listDepartments>): Promise<RpcOutput<typeof listDepartments>> {
    return this.service.list(input);
  }
}
