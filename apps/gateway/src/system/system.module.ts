import { Module } from '@nestjs/common';
import { BacklogsController } from './backlogs.controller.ts';
import { SystemBacklogService } from './system-backlog.service.ts';

/** What administrators see of the system itself. */
@Module({ controllers: [BacklogsController], providers: [SystemBacklogService] })
export class SystemModule {}
