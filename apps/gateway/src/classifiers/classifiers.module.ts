import { Module } from '@nestjs/common';
import { ClassifiersController } from './classifiers.controller.ts';

@Module({ controllers: [ClassifiersController] })
export class ClassifiersModule {}
