import { Module } from '@nestjs/common';
import { Clock, SystemClock } from '@crm/kernel';
import { JobsModule } from '../jobs/jobs.module.ts';
import { FindingRepository } from './finding.repository.ts';
import { ImportBacklog } from './import-backlog.ts';
import { ImportCallers } from './import-callers.ts';
import { ImportJobs } from './import-jobs.ts';
import { ImportRecovery } from './import-recovery.ts';
import { ImportRepository } from './import.repository.ts';
import { ImportRunService } from './import-run.service.ts';
import { ImportWorker } from './import.worker.ts';
import { ImportsController } from './imports.controller.ts';
import { RepeatedUploads } from './repeated-upload.service.ts';
import { UploadService } from './upload.service.ts';
import { UploadedFiles } from './uploaded-files.ts';

/** Data of other systems: received, checked, loaded through the services' own rules, and reported on. */
@Module({
  imports: [JobsModule],
  controllers: [ImportsController],
  providers: [
    { provide: Clock, useClass: SystemClock },
    FindingRepository,
    ImportBacklog,
    ImportCallers,
    ImportJobs,
    ImportRecovery,
    ImportRepository,
    ImportRunService,
    ImportWorker,
    RepeatedUploads,
    UploadService,
    UploadedFiles,
  ],
})
export class ImportsModule {}
