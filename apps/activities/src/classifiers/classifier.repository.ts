import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
import type { ActivityClassifierName } from './classifier.ts';
import type { ClassifierValueDocument } from './classifier.schema.ts';

/** Classifiers are the same for everybody: no scope applies. */
@Injectable()
export class ClassifierRepository {
  constructor(@InjectModel('ClassifierValue') private readonly values: Model<ClassifierValueDocument>) {}

  all(classifier: ActivityClassifierName): Promise<ClassifierValueDocument[]> {
    return this.values.find({ classifier }).sort({ position: 1 }).lean<ClassifierValueDocument[]>().exec();
  }

  byIds(ids: readonly string[]): Promise<ClassifierValueDocument[]> {
    const filter = { _id: trusted({ $in: ids.map(toObjectId) }) };
    return this.values.find(filter).lean<ClassifierValueDocument[]>().exec();
  }

  /** All values of all classifiers: a few dozen, for a bulk load. */
  everything(): Promise<ClassifierValueDocument[]> {
    return this.values.find().lean<ClassifierValueDocument[]>().exec();
  }
}
