import { Injectable } from '@nestjs/common';
import { type ActivityClassifierName, type Choice, assertChoosable } from './classifier.ts';
import { ClassifierRepository } from './classifier.repository.ts';
import type { ClassifierValueDocument } from './classifier.schema.ts';

@Injectable()
export class ClassifierService {
  constructor(private readonly classifiers: ClassifierRepository) {}

  list(classifier: ActivityClassifierName): Promise<ClassifierValueDocument[]> {
    return this.classifiers.all(classifier);
  }

  /**
   * Checks values that somebody has chosen by their ids, all with one read.
   *
   * @throws DomainError `classifier.value_unknown`, `classifier.value_archived`
   */
  async assertChoosable(choices: readonly Choice[]): Promise<void> {
    const made = choices.filter(({ value }) => value !== null && value !== undefined);
    if (made.length === 0) return;
    const values = await this.classifiers.byIds([...new Set(made.map(({ value }) => String(value)))]);
    const known = new Map(values.map((value) => [value._id.toHexString(), value]));
    for (const choice of made) assertChoosable(choice, known.get(String(choice.value)));
  }

  /**
   * Turns codes into ids, for a bulk load.
   *
   * @returns a function that throws DomainError `classifier.value_unknown` or `classifier.value_archived`.
   */
  async resolver(): Promise<(choice: Choice) => string | null> {
    const values = await this.classifiers.everything();
    const known = new Map(values.map((value) => [`${value.classifier} ${value.code}`, value]));
    return (choice) => {
      if (choice.value === null || choice.value === undefined) return null;
      const value = known.get(`${choice.classifier} ${choice.value}`);
      assertChoosable(choice, value);
      return value?._id.toHexString() ?? null;
    };
  }
}
