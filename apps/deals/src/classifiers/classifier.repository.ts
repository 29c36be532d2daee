import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClassifierValue } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import type { Model } from 'mongoose';
import type { ClassifierDocument } from './classifier.schema.ts';

export type NewClassifierValue = Pick<ClassifierValue, 'code' | 'name'>;

/** Classifiers belong to nobody: every actor sees them all. */
@Injectable()
export class ClassifierRepository {
  constructor(@InjectModel('ClassifierValue') private readonly values: Model<ClassifierDocument>) {}

  /** The whole classifier in its order, archived values included. */
  async list(classifier: string): Promise<ClassifierValue[]> {
    const found = await this.values.find({ classifier }).sort({ position: 1 }).lean<ClassifierDocument[]>();
    return found.map(toClassifierValue);
  }

  /** @throws DomainError `classifier.value_unknown` */
  async get(classifier: string, valueId: string): Promise<ClassifierValue> {
    const found = await this.values.findOne({ _id: valueId, classifier }).lean<ClassifierDocument>();
    if (!found) throw new DomainError('classifier.value_unknown', { classifier, valueId });
    return toClassifierValue(found);
  }

  /** Adds the values to the end of the classifier, those whose codes it has already excepted. */
  async insertAbsent(classifier: string, values: readonly NewClassifierValue[], now: Date): Promise<void> {
    const present = await this.list(classifier);
    const absent = values.filter(({ code }) => !present.some((value) => value.code === code));
    const documents = absent.map((value, index) => ({
      ...value,
      classifier,
      archived: false,
      position: present.length + index,
      createdAt: now,
      updatedAt: now,
    }));
    await this.values.insertMany(documents);
  }
}

const toClassifierValue = ({
  _id,
  classifier,
  code,
  name,
  archived,
  position,
}: ClassifierDocument): ClassifierValue => ({
  id: _id.toHexString(),
  classifier,
  code,
  name,
  archived,
  position,
});
