import { Module } from '@nestjs/common';
import { JobSources } from './job-source.ts';
import { JobsController } from './jobs.controller.ts';

/** A module that starts long works imports this one and registers its `JobSource`. */
@Module({ controllers: [JobsController], providers: [JobSources], exports: [JobSources] })
export class JobsModule {}
