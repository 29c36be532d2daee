import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { InputPipe } from './input.pipe.ts';
import { ProblemFilter } from './problem.filter.ts';
import { ProblemsController } from './problems.controller.ts';

/** Validation of what comes in, and the one form of refusals. */
@Module({
  controllers: [ProblemsController],
  providers: [
    { provide: APP_PIPE, useClass: InputPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class ProblemsModule {}
