import { Module } from '@nestjs/common';
import { AccessController } from './access.controller.ts';
import { AccessExplanationService } from './access-explanation.service.ts';

@Module({ controllers: [AccessController], providers: [AccessExplanationService] })
export class AccessModule {}
