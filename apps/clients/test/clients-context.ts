import { AuditModule } from '@crm/audit';
import { Global, Module, type Type } from '@nestjs/common';
import { getModelToken } from '@nestjs/mongoose';
import {
  type Actor,
  type Client,
  type ContactPerson,
  DepartmentRow,
  EmployeeRow,
  NewClient,
  NewContactPerson,
  NewPosition,
  type RpcOutput,
  type loadStaff,
} from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { MessagingModule } from '@crm/messaging';
import { OutboxWritingModule } from '@crm/outbox';
import { Transaction, migrate } from '@crm/persistence';
import {
  type ServiceContext,
  aManager,
  anAdministrator,
  startServiceContext,
  testServers,
  uniqueName,
} from '@crm/testing';
import type { Model } from 'mongoose';
import type { ClassifierValueDocument } from '../src/classifiers/classifier-value.schema.ts';
import { ClientService } from '../src/clients/client.service.ts';
import { ContactPersonService } from '../src/contact-persons/contact-person.service.ts';
import { features } from '../src/features.ts';
import { StaffLoadService } from '../src/employees/staff-load.service.ts';
import { migrations } from '../src/migrations/index.ts';
import { PositionService } from '../src/positions/position.service.ts';
import { schemas } from '../src/schemas.ts';
import { signActor } from './actor-stand-in.ts';
import { SettableClock } from './settable-clock.ts';

/**
 * The clients service without its queue, on a migrated database of its own.
 *
 * @param queuePrefix before the queues of the services that it asks; when left out, nobody answers.
 */
export async function startClientsContext(queuePrefix = `${uniqueName('queue')}.`): Promise<ClientsContext> {
  const clock = new SettableClock();
  const messaging = MessagingModule.forRoot({ url: testServers().rabbitmqUrl, signActor, queuePrefix });

  @Global()
  @Module({ providers: [{ provide: Clock, useValue: clock }], exports: [Clock] })
  class SettableClockModule {}

  const outbox = OutboxWritingModule.forRoot({ service: 'clients' });
  const audit = AuditModule.forRoot('clients');
  const imports = [SettableClockModule, messaging, outbox, audit, ...features];
  const service = await startServiceContext({ imports, schemas });
  await migrate(service.connection, migrations);
  return new ClientsContext(service, clock);
}

/** Rows of staff, of which a test names what matters to it. */
export interface Staff {
  readonly departments: readonly Partial<DepartmentRow>[];
  readonly employees: readonly Partial<EmployeeRow>[];
}

let lastNumber = 0;
const nextKey = (): string => `key-${++lastNumber}`;

export class ClientsContext {
  constructor(
    readonly service: ServiceContext,
    readonly clock: SettableClock,
  ) {}

  get<T>(provider: Type<T>): T {
    return this.service.get(provider);
  }

  model<Doc>(name: keyof typeof schemas): Model<Doc> {
    return this.service.module.get<Model<Doc>>(getModelToken(name), { strict: false });
  }

  /** What is changed past the services, in the one way in which audited records can be changed. */
  change(work: () => Promise<unknown>): Promise<unknown> {
    return this.get(Transaction).run(work);
  }

  async staff({ departments, employees }: Staff): Promise<RpcOutput<typeof loadStaff>> {
    return this.get(StaffLoadService).load(anAdministrator(), {
      departments: departments.map((row) => DepartmentRow.parse({ externalId: nextKey(), name: 'Отдел', ...row })),
      employees: employees.map((row) => EmployeeRow.parse({ externalId: nextKey(), name: 'Анна Ким', ...row })),
    });
  }

  /** Somebody who works in a department of his own. */
  async manager(facts: Partial<EmployeeRow> = {}): Promise<{ actor: Actor; departmentId: string; id: string }> {
    const departmentExternalId = nextKey();
    const { departments, employees } = await this.staff({
      departments: [{ externalId: departmentExternalId }],
      employees: [{ departmentExternalId, ...facts }],
    });
    const id = employees.rows[0]!.id;
    const departmentId = departments.rows[0]!.id;
    return { actor: aManager({ employeeId: id, departmentId }), departmentId, id };
  }

  client(owner: { actor: Actor }, facts: Partial<NewClient> = {}): Promise<Client> {
    const client = NewClient.parse({ kind: 'organisation', name: 'ООО «Ромашка»', ...facts });
    return this.get(ClientService).create(owner.actor, client);
  }

  contactPerson(
    owner: { actor: Actor },
    facts: Pick<NewContactPerson, 'affiliations'> & Partial<NewContactPerson>,
  ): Promise<ContactPerson> {
    const person = NewContactPerson.parse({ name: 'Пётр Ли', ...facts });
    return this.get(ContactPersonService).create(owner.actor, person);
  }

  /** A new position, of a name of its own. */
  async position(facts: Partial<NewPosition> = {}): Promise<string> {
    const name = uniqueName('position');
    const position = NewPosition.parse({ name: { ru: name, en: name }, ...facts });
    return (await this.get(PositionService).create(anAdministrator(), position)).id;
  }

  /** A sector that clients may have. */
  async sector(): Promise<string> {
    const sector = await this.model<ClassifierValueDocument>('ClassifierValue')
      .findOne({ classifier: 'sector' })
      .orFail();
    return sector._id.toHexString();
  }

  stop(): Promise<void> {
    return this.service.stop();
  }
}
