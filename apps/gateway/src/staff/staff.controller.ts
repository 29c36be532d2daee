import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  changeEmployee,
  createEmployee,
  type Employee,
  EmployeeChange,
  getEmployee,
  Id,
  listEmployees,
  listMemberships,
  NewEmployee,
  type RpcInput,
  type RpcOutput,
} from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { ExpectedVersion } from '../http/if-match.ts';
import { Replies } from '../http/replies.ts';

const MembershipFilter = listMemberships.input.omit({ employeeId: true });

@ApiTags('staff')
@Controller('employees')
export class StaffController {
  constructor(private readonly rpc: RpcClient) {}

  @Get()
  @Replies(200, listEmployees, { summary: 'Who works here' })
  listEmployees(
    @Query({ schema: listEmployees.input }) filter: RpcInput<typeof listEmployees>,
  ): Promise<RpcOutput<typeof listEmployees>> {
    return this.rpc.call(listEmployees, filter);
  }

  @Post()
  @Replies(201, createEmployee, { summary: 'Take somebody on', location: '/api/v1/employees' })
  createEmployee(@Body({ schema: NewEmployee }) employee: NewEmployee): Promise<Employee> {
    return this.rpc.call(createEmployee, employee);
  }

  @Get(':id')
  @Replies(200, getEmployee, { summary: 'One employee' })
  getEmployee(@Param('id', { schema: Id }) employeeId: string): Promise<Employee> {
    return this.rpc.call(getEmployee, { employeeId });
  }

  @Patch(':id')
  @Replies(200, changeEmployee, { summary: 'Change an employee (merge patch); another department is a relocation' })
  changeEmployee(
    @Param('id', { schema: Id }) employeeId: string,
    @Body({ schema: EmployeeChange }) change: EmployeeChange,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<Employee> {
    return this.rpc.call(changeEmployee, { employeeId, expectedVersion, change });
  }

  @Get(':id/memberships')
  @Replies(200, listMemberships, { summary: 'Where an employee has worked, the latest first' })
  listMemberships(
    @Param('id', { schema: Id }) employeeId: string,
    @Query({ schema: MembershipFilter }) page: z.output<typeof MembershipFilter>,
  ): Promise<RpcOutput<typeof listMemberships>> {
    return this.rpc.call(listMemberships, { ...page, employeeId });
  }
}
