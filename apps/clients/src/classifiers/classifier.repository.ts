import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type AnyBulkWriteOperation, type Model, trusted } from 'mongoose';
import type { ClassifierName, ClassifierValueDocument } from './classifier-value.schema.ts';
import { assertChoosable, type Choice, type KnownValue } from './classifier-value.ts';
import type { ClassifierSeed } from './seeds.ts';

@Injectable()
export class ClassifierRepository {
  constructor(@InjectModel('ClassifierValue') private readonly values: Model<ClassifierValueDocument>) {}

  async all(classifier: ClassifierName): Promise<ClassifierValueDocument[]> {
    return this.values.find({ classifier }).sort({ position: 1 }).lean();
  }

  async byIds(ids: readonly string[]): Promise<KnownValue[]> {
    return known(await this.values.find({ _id: trusted({ $in: ids }) }).lean());
  }

  /**
   * Whether a new or changed record may name these values.
   *
   * @throws DomainError `classifier.value_unknown`, `classifier.value_archived`
   */
  async requireChoosable(asked: readonly Choice[]): Promise<void> {
    if (asked.length === 0) return;
    const found = await this.byIds(asked.map(({ value }) => value));
    const byId = new Map(found.map((value) => [value.id, value]));
    for (const choice of asked) assertChoosable(byId.get(choice.value), choice);
  }

  async byCodes(codes: readonly string[]): Promise<KnownValue[]> {
    const classifiers: ClassifierName[] = ['sector', 'region', 'source'];
    const filter = { classifier: trusted({ $in: classifiers }), code: trusted({ $in: codes }) };
    return known(await this.values.find(filter).lean());
  }

  /** Adds the values whose codes are not there yet, behind those that are. */
  async ensure(classifier: ClassifierName, seeds: readonly ClassifierSeed[], now: Date): Promise<void> {
    const last = await this.values.findOne({ classifier }, { position: 1 }).sort({ position: -1 }).lean();
    const first = (last?.position ?? -1) + 1;
    const additions = seeds.map(({ code, name }, index): AnyBulkWriteOperation<ClassifierValueDocument> => {
      const value = { name, archived: false, position: first + index, version: 1, createdAt: now, updatedAt: now };
      return { updateOne: { filter: { classifier, code }, update: { $setOnInsert: value }, upsert: true } };
    });
    if (additions.length > 0) await this.values.bulkWrite(additions, { timestamps: false });
  }
}

const known = (documents: readonly ClassifierValueDocument[]): KnownValue[] =>
  documents.map(({ _id, classifier, code, archived }) => ({ id: _id.toHexString(), classifier, code, archived }));
