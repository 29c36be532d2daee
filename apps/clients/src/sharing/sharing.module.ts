import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients/clients.module.ts';
import { DepartmentsModule } from '../departments/departments.module.ts';
import { EmployeesModule } from '../employees/employees.module.ts';
import { ClientExplanationService } from './client-explanation.service.ts';
import { SharingRpcController } from './sharing.rpc.controller.ts';
import { SharingService } from './sharing.service.ts';

@Module({
  imports: [ClientsModule, DepartmentsModule, EmployeesModule],
  controllers: [SharingRpcController],
  providers: [SharingService, ClientExplanationService],
})
export class SharingModule {}
