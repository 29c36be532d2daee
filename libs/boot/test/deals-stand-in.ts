import { Controller, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { auditSchemas } from '@crm/audit';
import { auditQuestions, backlogQuestions, contractsOf, factContracts } from '@crm/contracts';
import { HandlesJob, defineJob } from '@crm/jobs';
import { DomainError } from '@crm/kernel';
import { Rpc } from '@crm/messaging';
import { outboxSchemas } from '@crm/outbox';
import { commandSchema, recordSchema, type StoredRecord } from '@crm/persistence';
import type { Model } from 'mongoose';
import { z } from 'zod';

export interface Trace extends StoredRecord {
  readonly text: string;
}

export const schemas = {
  Command: commandSchema,
  ...auditSchemas,
  ...outboxSchemas,
  Trace: recordSchema<Trace>({ text: { type: String, required: true } }),
};

export const leaveTrace = defineJob({ name: 'deals.leave-trace', payload: z.strictObject({}) });

/** Work that ends when the test says so, and then needs the database. */
@Injectable()
export class Traces {
  readonly begun: string[] = [];
  private readonly gates = { call: Promise.withResolvers<undefined>(), job: Promise.withResolvers<undefined>() };

  constructor(@InjectModel('Trace') private readonly traces: Model<Trace>) {}

  finish(text: 'call' | 'job'): void {
    this.gates[text].resolve(undefined);
  }

  @HandlesJob(leaveTrace)
  async work(): Promise<void> {
    await this.leave('job');
  }

  async leave(text: 'call' | 'job'): Promise<void> {
    this.begun.push(text);
    await this.gates[text].promise;
    const now = new Date();
    await this.traces.create({ text, createdAt: now, updatedAt: now });
  }
}

/** Answers every contract of deals with the same refusal, but for those that `LinksModule` answers. */
@Controller()
export class DealsStandIn {
  constructor(private readonly traces: Traces) {}

  async refuse(): Promise<never> {
    await this.traces.leave('call');
    throw new DomainError('deal.not_found');
  }
}

const byLinks = [backlogQuestions.deals, ...Object.values(factContracts.deals), ...Object.values(auditQuestions.deals)];
const answered = byLinks.map(({ name }) => name);

for (const contract of contractsOf('deals').filter(({ name }) => !answered.includes(name))) {
  const descriptor = {
    value(this: DealsStandIn): Promise<never> {
      return this.refuse();
    },
  };
  Object.defineProperty(DealsStandIn.prototype, contract.name, descriptor);
  Rpc(contract)(DealsStandIn.prototype, contract.name, descriptor);
}
