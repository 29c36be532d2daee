import { Module } from '@nestjs/common';
import { AbsencesModule } from '../absences/absences.module.ts';
import { DepartmentsModule } from '../departments/departments.module.ts';
import { EmployeesModule } from '../employees/employees.module.ts';
import { RolesModule } from '../roles/roles.module.ts';
import { AccessRpcController } from './access.rpc.controller.ts';
import { AccessService } from './access.service.ts';

@Module({
  imports: [AbsencesModule, DepartmentsModule, EmployeesModule, RolesModule],
  controllers: [AccessRpcController],
  providers: [AccessService],
})
export class AccessModule {}
