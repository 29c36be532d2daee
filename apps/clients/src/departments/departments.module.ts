import { Module } from '@nestjs/common';
import { WorkingEmployees } from '../employees/working-employees.repository.ts';
import { DepartmentMembers } from './department-members.repository.ts';
import { DepartmentRepository } from './department.repository.ts';
import { DepartmentService } from './department.service.ts';
import { DepartmentsRpcController } from './departments.rpc.controller.ts';
import { ReachChanges } from './reach-changes.ts';

@Module({
  controllers: [DepartmentsRpcController],
  providers: [DepartmentMembers, DepartmentRepository, DepartmentService, ReachChanges, WorkingEmployees],
  exports: [DepartmentRepository, ReachChanges, WorkingEmployees],
})
export class DepartmentsModule {}
