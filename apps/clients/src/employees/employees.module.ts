import { Module } from '@nestjs/common';
import { DepartmentsModule } from '../departments/departments.module.ts';
import { EmployeeRepository } from './employee.repository.ts';
import { EmployeeService } from './employee.service.ts';
import { EmployeesRpcController } from './employees.rpc.controller.ts';
import { StaffLoadService } from './staff-load.service.ts';

@Module({
  imports: [DepartmentsModule],
  controllers: [EmployeesRpcController],
  providers: [EmployeeRepository, EmployeeService, StaffLoadService],
  exports: [EmployeeRepository],
})
export class EmployeesModule {}
