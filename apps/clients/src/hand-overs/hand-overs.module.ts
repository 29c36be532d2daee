import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients/clients.module.ts';
import { EmployeesModule } from '../employees/employees.module.ts';
import { CountedStart } from './counted-start.service.ts';
import { HandOverBacklog } from './hand-over-backlog.ts';
import { HandOverCounter } from './hand-over-counter.ts';
import { HandOverEnding } from './hand-over-ending.service.ts';
import { HandOverLeaseRepository } from './hand-over-lease.repository.ts';
import { HandOverOpening } from './hand-over-opening.service.ts';
import { HandOverOrders } from './hand-over-orders.ts';
import { HandOverRepository } from './hand-over.repository.ts';
import { HandOverService } from './hand-over.service.ts';
import { HandOverSteps } from './hand-over-steps.service.ts';
import { HandOverSweeper } from './hand-over-sweeper.service.ts';
import { HandOverWorker } from './hand-over.worker.ts';
import { OwnShare } from './own-share.service.ts';
import { RelocationOpening } from './relocation-opening.service.ts';
import { RelocationService } from './relocation.service.ts';
import { HandOversRpcController } from './hand-overs.rpc.controller.ts';

@Module({
  imports: [ClientsModule, EmployeesModule],
  controllers: [HandOversRpcController],
  providers: [
    HandOverRepository,
    HandOverLeaseRepository,
    CountedStart,
    HandOverCounter,
    HandOverOpening,
    HandOverOrders,
    HandOverService,
    HandOverSteps,
    OwnShare,
    HandOverEnding,
    HandOverWorker,
    HandOverSweeper,
    HandOverBacklog,
    RelocationOpening,
    RelocationService,
  ],
})
export class HandOversModule {}
