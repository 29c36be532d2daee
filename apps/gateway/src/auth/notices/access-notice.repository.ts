import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { DueLetter } from '../../letters/due-letter.ts';
import { DueLetters } from '../../letters/due-letters.ts';
import type { AccessNoticeDocument } from './access-notice.schema.ts';

@Injectable()
export class AccessNoticeRepository {
  /** Their way out. */
  readonly letters: DueLetters<AccessNoticeDocument>;

  constructor(
    @InjectModel('AccessNotice') private readonly notices: Model<AccessNoticeDocument>,
    @InjectModel('AccessNotice') letters: Model<DueLetter>,
  ) {
    this.letters = new DueLetters(letters);
  }

  async insert(notice: AccessNoticeDocument): Promise<void> {
    await this.notices.insertMany([notice], { lean: true });
  }
}
