import { Module } from '@nestjs/common';
import { ActivitiesModule } from '../activities/activities.module.ts';
import { CommitmentLoadService } from './commitment-load.service.ts';
import { CommitmentRepository } from './commitment.repository.ts';
import { CommitmentService } from './commitment.service.ts';
import { CommitmentsRpcController } from './commitments.rpc.controller.ts';

@Module({
  imports: [ActivitiesModule],
  controllers: [CommitmentsRpcController],
  providers: [CommitmentRepository, CommitmentService, CommitmentLoadService],
  exports: [CommitmentRepository],
})
export class CommitmentsModule {}
