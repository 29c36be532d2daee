import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { DueLetter } from '../../letters/due-letter.ts';
import { DueLetters } from '../../letters/due-letters.ts';
import type { AccessNoticeDocument } from './access-notice.schema.ts';

@Injectable()
export class AccessNoticeRepository extends DueLetters<AccessNoticeDocument> {
  constructor(@InjectModel('AccessNotice') notices: Model<DueLetter>) {
    super(notices);
  }
}
