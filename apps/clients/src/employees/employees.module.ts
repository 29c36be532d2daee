import { Module } from '@nestjs/common';
import { ClassifiersModule } from '../classifiers/classifiers.module.ts';
import { DepartmentsModule } from '../departments/departments.module.ts';
import { PositionsModule } from '../positions/positions.module.ts';
import { EmployeeRepository } from './employee.repository.ts';
import { EmployeeService } from './employee.service.ts';
import { EmployeesRpcController } from './employees.rpc.controller.ts';
import { MembershipRepository } from './membership.repository.ts';
import { StaffLoadService } from './staff-load.service.ts';
import { WorkPlaces } from './work-places.service.ts';

@Module({
  imports: [ClassifiersModule, DepartmentsModule, PositionsModule],
  controllers: [EmployeesRpcController],
  providers: [EmployeeRepository, EmployeeService, MembershipRepository, StaffLoadService, WorkPlaces],
  exports: [DepartmentsModule, EmployeeRepository, WorkPlaces],
})
export class EmployeesModule {}
