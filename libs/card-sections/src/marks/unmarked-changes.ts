import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StoredCommandLog } from '@crm/persistence';
import { CardMarks } from './card-marks.ts';

/**
 * A process that dies between its commit and its mark leaves kept cards from before the change, until the teller has told of it or his
 * lease has ended. Its command is answered to who repeats it by another one, which does not know whose cards were concerned:
 * so it waits until none of them can be served.
 */
@Injectable()
export class UnmarkedChanges implements OnModuleInit {
  constructor(
    private readonly commands: StoredCommandLog,
    private readonly marks: CardMarks,
  ) {}

  onModuleInit(): void {
    this.commands.beforeRepeating(() => this.marks.outliveLeases());
  }
}
