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
  type RpcOutput,
  type loadStaff,
} from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { migrate } from '@crm/persistence';
import { type ServiceContext, type ServiceParts, aManager, anAdministrator, startServiceContext } from '@crm/testing';
import type { Model } from 'mongoose';
import { ClassifiersModule } from '../src/classifiers/classifiers.module.ts';
import { ClientSectionModule } from '../src/clients/client-section.module.ts';
import { ClientService } from '../src/clients/client.service.ts';
import { ClientsModule } from '../src/clients/clients.module.ts';
import { ContactPersonService } from '../src/contact-persons/contact-person.service.ts';
import { ContactPersonsModule } from '../src/contact-persons/contact-persons.module.ts';
import { DepartmentsModule } from '../src/departments/departments.module.ts';
import { EmployeesModule } from '../src/employees/employees.module.ts';
import { StaffLoadService } from '../src/employees/staff-load.service.ts';
import { migrations } from '../src/migrations/index.ts';
import { schemas } from '../src/schemas.ts';
import { SettableClock } from './settable-clock.ts';

const features = [
  ClassifiersModule,
  DepartmentsModule,
  EmployeesModule,
  ClientsModule,
  ContactPersonsModule,
  ClientSectionModule,
];

/** The clients service without its queue, on a migrated database of its own. */
export async function startClientsContext(parts: ServiceParts = {}): Promise<ClientsContext> {
  const clock = new SettableClock();

  @Global()
  @Module({ providers: [{ provide: Clock, useValue: clock }], exports: [Clock] })
  class SettableClockModule {}

  const imports = [SettableClockModule, ...features, ...(parts.imports ?? [])];
  const service = await startServiceContext({ ...parts, imports, schemas });
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
    return { actor: aManager({ employeeId: id }), departmentId: departments.rows[0]!.id, id };
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

  stop(): Promise<void> {
    return this.service.stop();
  }
}
