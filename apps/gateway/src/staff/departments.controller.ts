import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  changeDepartment,
  createDepartment,
  deleteDepartment,
  type Department,
  DepartmentChange,
  getDepartment,
  Id,
  listDepartments,
  NewDepartment,
  previewDepartmentMove,
  type RpcInput,
  type RpcOutput,
} from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { ExpectedVersion } from '../http/if-match.ts';
import { Replies } from '../http/replies.ts';

const DepartmentPlace = previewDepartmentMove.input.omit({ departmentId: true }).meta({ id: 'DepartmentPlace' });
const deleted = { output: z.void(), errors: deleteDepartment.errors };

/** The tree of departments. */
@ApiTags('staff')
@Controller('departments')
export class DepartmentsController {
  constructor(private readonly rpc: RpcClient) {}

  @Get()
  @Replies(200, listDepartments, { summary: 'The departments' })
  listDepartments(
    @Query({ schema: listDepartments.input }) page: RpcInput<typeof listDepartments>,
  ): Promise<RpcOutput<typeof listDepartments>> {
    return this.rpc.call(listDepartments, page);
  }

  @Post()
  @Replies(201, createDepartment, { summary: 'Create a department', location: '/api/v1/departments' })
  createDepartment(@Body({ schema: NewDepartment }) department: NewDepartment): Promise<Department> {
    return this.rpc.call(createDepartment, department);
  }

  @Get(':id')
  @Replies(200, getDepartment, { summary: 'One department' })
  getDepartment(@Param('id', { schema: Id }) departmentId: string): Promise<Department> {
    return this.rpc.call(getDepartment, { departmentId });
  }

  @Patch(':id')
  @Replies(200, changeDepartment, { summary: 'Rename a department, move it with everything below, or change its head' })
  changeDepartment(
    @Param('id', { schema: Id }) departmentId: string,
    @Body({ schema: DepartmentChange }) change: DepartmentChange,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<Department> {
    return this.rpc.call(changeDepartment, { departmentId, expectedVersion, change });
  }

  @Post(':id/move/preview')
  @HttpCode(200)
  @Replies(200, previewDepartmentMove, { summary: 'Whom the move of a department would concern; nothing is changed' })
  previewDepartmentMove(
    @Param('id', { schema: Id }) departmentId: string,
    @Body({ schema: DepartmentPlace }) { parentId }: z.output<typeof DepartmentPlace>,
  ): Promise<RpcOutput<typeof previewDepartmentMove>> {
    return this.rpc.call(previewDepartmentMove, { departmentId, parentId });
  }

  @Delete(':id')
  @Replies(204, deleted, { summary: 'Delete a department in which nobody works and below which nothing is' })
  async deleteDepartment(
    @Param('id', { schema: Id }) departmentId: string,
    @ExpectedVersion() expectedVersion: number | undefined,
  ): Promise<void> {
    await this.rpc.call(deleteDepartment, { departmentId, expectedVersion });
  }
}
