import { Module } from '@nestjs/common';
import { ContactPersonsModule } from '../contact-persons/contact-persons.module.ts';
import { EmployeesModule } from '../employees/employees.module.ts';
import { ClientSectionRpcController } from './client-section.rpc.controller.ts';
import { ClientSectionService } from './client-section.service.ts';
import { ClientsModule } from './clients.module.ts';

/** Apart from `ClientsModule`, since the card shows contact persons, who are seen through clients. */
@Module({
  imports: [ClientsModule, ContactPersonsModule, EmployeesModule],
  controllers: [ClientSectionRpcController],
  providers: [ClientSectionService],
})
export class ClientSectionModule {}
