import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Employee, getEmployee, Id, listEmployees, type RpcInput, type RpcOutput } from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { Replies } from '../http/replies.ts';

@ApiTags('staff')
@Controller()
export class StaffController {
  constructor(private readonly rpc: RpcClient) {}

  @Get('employees')
  @Replies(200, listEmployees, { summary: 'Who works here' })
  listEmployees(
    @Query({ schema: listEmployees.input }) filter: RpcInput<typeof listEmployees>,
  ): Promise<RpcOutput<typeof listEmployees>> {
    return this.rpc.call(listEmployees, filter);
  }

  @Get('employees/:id')
  @Replies(200, getEmployee, { summary: 'One employee' })
  getEmployee(@Param('id', { schema: Id }) employeeId: string): Promise<Employee> {
    return this.rpc.call(getEmployee, { employeeId });
  }
}
