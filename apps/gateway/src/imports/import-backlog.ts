import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Backlogs } from '@crm/observability';
import { ImportRepository } from './import.repository.ts';

/** A run writes down what it has reached every few seconds, and one that has died is followed by another after 15 s. */
const LATE_AFTER_S = 120;

/** Shows an import that does not get on. */
@Injectable()
export class ImportBacklog implements OnModuleInit {
  constructor(
    private readonly imports: ImportRepository,
    private readonly backlogs: Backlogs,
  ) {}

  onModuleInit(): void {
    const oldest = (): Promise<Date | null> => this.imports.stillSince();
    this.backlogs.register({ name: 'imports', limitSeconds: LATE_AFTER_S, oldest });
  }
}
