import { Module } from '@nestjs/common';
import { ClassifiersModule } from '../classifiers/classifiers.module.ts';
import { EmployeesModule } from '../employees/employees.module.ts';
import { ClientFactsRepository } from './client-facts.repository.ts';
import { ClientLoadService } from './client-load.service.ts';
import { ClientOwnershipRepository } from './client-ownership.repository.ts';
import { ClientReferences } from './client-references.ts';
import { ClientRepository } from './client.repository.ts';
import { ClientService } from './client.service.ts';
import { ClientsRpcController } from './clients.rpc.controller.ts';

@Module({
  imports: [ClassifiersModule, EmployeesModule],
  controllers: [ClientsRpcController],
  providers: [
    ClientRepository,
    ClientFactsRepository,
    ClientOwnershipRepository,
    ClientReferences,
    ClientService,
    ClientLoadService,
  ],
  exports: [ClientRepository, ClientOwnershipRepository],
})
export class ClientsModule {}
