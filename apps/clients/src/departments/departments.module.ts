import { Module } from '@nestjs/common';
import { DepartmentRepository } from './department.repository.ts';
import { DepartmentService } from './department.service.ts';
import { DepartmentsRpcController } from './departments.rpc.controller.ts';

@Module({
  controllers: [DepartmentsRpcController],
  providers: [DepartmentRepository, DepartmentService],
  exports: [DepartmentRepository],
})
export class DepartmentsModule {}
