import { Module } from '@nestjs/common';
import { ClassifierRepository } from './classifier.repository.ts';
import { ClassifierService } from './classifier.service.ts';
import { ClassifiersRpcController } from './classifiers.rpc.controller.ts';

@Module({
  controllers: [ClassifiersRpcController],
  providers: [ClassifierRepository, ClassifierService],
  exports: [ClassifierService],
})
export class ClassifiersModule {}
