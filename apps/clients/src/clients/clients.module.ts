import { Module } from '@nestjs/common';
import { ClassifiersModule } from '../classifiers/classifiers.module.ts';
import { EmployeesModule } from '../employees/employees.module.ts';
import { ClientFactsRepository } from './client-facts.repository.ts';
import { ClientLoadService } from './client-load.service.ts';
import { ClientOwnershipRepository } from './client-ownership.repository.ts';
import { ClientPlacesRepository } from './client-places.repository.ts';
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
    ClientPlacesRepository,
    ClientReferences,
    ClientService,
    ClientLoadService,
  ],
  exports: [ClientRepository, ClientOwnershipRepository, ClientPlacesRepository],
})
export class ClientsModule {}
