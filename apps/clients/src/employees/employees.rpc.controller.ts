import { Controller } from '@nestjs/common';
import { currentActor } from '@crm/access';
import {
  type RpcInput,
  type RpcOutput,
  changeEmployee,
  createEmployee,
  getEmployee,
  listEmployees,
  listMemberships,
  loadStaff,
  nameEmployees,
  resolveActor,
} from '@crm/contracts';
import { Rpc } from '@crm/messaging';
import { EmployeeService } from './employee.service.ts';
import { StaffLoadService } from './staff-load.service.ts';

@Controller()
export class EmployeesRpcController {
  constructor(
    private readonly service: EmployeeService,
    private readonly loads: StaffLoadService,
  ) {}

  @Rpc(listEmployees)
  list(input: RpcInput<typeof listEmployees>): Promise<RpcOutput<typeof listEmployees>> {
    return this.service.list(input);
  }

  @Rpc(getEmployee)
  get(input: RpcInput<typeof getEmployee>): Promise<RpcOutput<typeof getEmployee>> {
    return this.service.get(input);
  }

  @Rpc(nameEmployees)
  name(input: RpcInput<typeof nameEmployees>): Promise<RpcOutput<typeof nameEmployees>> {
    return this.service.name(input);
  }

  @Rpc(createEmployee)
  async create(input: RpcInput<typeof createEmployee>): Promise<RpcOutput<typeof createEmployee>> {
    return this.service.create(currentActor(), input);
  }

  @Rpc(changeEmployee)
  async change(input: RpcInput<typeof changeEmployee>): Promise<RpcOutput<typeof changeEmployee>> {
    return this.service.change(currentActor(), input);
  }

  @Rpc(listMemberships)
  listMemberships(input: RpcInput<typeof listMemberships>): Promise<RpcOutput<typeof listMemberships>> {
    return this.service.listMemberships(input);
  }

  @Rpc(resolveActor)
  async resolveActor(input: RpcInput<typeof resolveActor>): Promise<RpcOutput<typeof resolveActor>> {
    return this.service.resolveActor(currentActor(), input);
  }

  @Rpc(loadStaff)
  async load(input: RpcInput<typeof loadStaff>): Promise<RpcOutput<typeof loadStaff>> {
    return this.loads.load(currentActor(), input);
  }
}
