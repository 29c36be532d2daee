import { Module } from '@nestjs/common';
import { AbsencesController } from './absences.controller.ts';

@Module({ controllers: [AbsencesController] })
export class AbsencesModule {}
