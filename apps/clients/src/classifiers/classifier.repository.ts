import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { newId, toObjectId } from '@crm/persistence';
import { type Model, trusted } from 'mongoose';
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
    const present = await this.all(classifier);
    const codes = new Set(present.map(({ code }) => code));
    const first = (present.at(-1)?.position ?? -1) + 1;
    const facts = { classifier, archived: false, version: 1, createdAt: now, updatedAt: now };
    const added = seeds
      .filter(({ code }) => !codes.has(code))
      .map(({ code, name }, index) => ({ ...facts, _id: toObjectId(newId()), code, name, position: first + index }));
    if (added.length > 0) await this.values.insertMany(added, { lean: true });
  }
}

const known = (documents: readonly ClassifierValueDocument[]): KnownValue[] =>
  documents.map(({ _id, classifier, code, archived }) => ({ id: _id.toHexString(), classifier, code, archived }));
