import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/activities.module.ts';
import { knownClients } from '../known-clients/known-clients.module.ts';
import { CommitmentAccess } from './commitment-access.ts';
import { CommitmentLoadService } from './commitment-load.service.ts';
import { CommitmentRepository } from './commitment.repository.ts';
import { CommitmentService } from './commitment.service.ts';
import { CommitmentsRpcController } from './commitments.rpc.controller.ts';

@Module({
  imports: [ActivitiesModule, knownClients],
  controllers: [CommitmentsRpcController],
  providers: [CommitmentRepository, CommitmentAccess, CommitmentService, CommitmentLoadService],
  exports: [CommitmentRepository],
})
export class CommitmentsModule {}
