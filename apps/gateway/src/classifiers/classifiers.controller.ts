import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  ActivityClassifier,
  ClassifierValues,
  ClientClassifier,
  DealClassifier,
  listActivityClassifier,
  listClientClassifier,
  listDealClassifier,
} from '@crm/contracts';
import { RpcClient } from '@crm/messaging';
import { Replies } from '../http/replies.ts';

const ofClients = ClientClassifier.options;
const ofDeals = DealClassifier.options;
const ofActivities = ActivityClassifier.options;
const Classifier = z.enum([...ofClients, ...ofDeals, ...ofActivities]).meta({ id: 'Classifier' });
type Classifier = z.output<typeof Classifier>;

const values = { output: ClassifierValues, errors: [] } as const;

/** One address for all dictionaries, whichever service they belong to. */
@ApiTags('classifiers')
@Controller('classifiers')
export class ClassifiersController {
  constructor(private readonly rpc: RpcClient) {}

  @Get(':classifier')
  @Replies(200, values, { summary: 'All values of a classifier, archived ones included' })
  listClassifier(
    @Param('classifier', { schema: Classifier }) classifier: Classifier,
  ): Promise<z.output<typeof ClassifierValues>> {
    const client = ClientClassifier.safeParse(classifier);
    if (client.success) return this.rpc.call(listClientClassifier, { classifier: client.data });
    const deal = DealClassifier.safeParse(classifier);
    if (deal.success) return this.rpc.call(listDealClassifier, { classifier: deal.data });
    return this.rpc.call(listActivityClassifier, { classifier: ActivityClassifier.parse(classifier) });
  }
}
