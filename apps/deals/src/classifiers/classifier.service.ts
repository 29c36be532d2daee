import { Injectable } from '@nestjs/common';
import type { ClassifierValue } from '@crm/contracts';
import { ClassifierRepository } from './classifier.repository.ts';

@Injectable()
export class ClassifierService {
  constructor(private readonly classifiers: ClassifierRepository) {}

  async list(classifier: string): Promise<{ data: ClassifierValue[] }> {
    return { data: await this.classifiers.list(classifier) };
  }
}
