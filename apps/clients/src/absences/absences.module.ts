import { Module } from '@nestjs/common';
import { ClassifiersModule } from '../classifiers/classifiers.module.ts';
import { EmployeesModule } from '../employees/employees.module.ts';
import { AbsenceChecks } from './absence-checks.service.ts';
import { AbsenceRepository } from './absence.repository.ts';
import { AbsenceService } from './absence.service.ts';
import { AbsencesRpcController } from './absences.rpc.controller.ts';
import { SubstitutionService } from './substitution.service.ts';

@Module({
  imports: [ClassifiersModule, EmployeesModule],
  controllers: [AbsencesRpcController],
  providers: [AbsenceChecks, AbsenceRepository, AbsenceService, SubstitutionService],
  exports: [SubstitutionService],
})
export class AbsencesModule {}
