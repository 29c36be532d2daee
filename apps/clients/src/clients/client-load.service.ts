import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type { Actor, ClientRow, LoadResult, RpcInput, loadClients } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { Transaction, newId } from '@crm/persistence';
import { ClassifierRepository } from '../classifiers/classifier.repository.ts';
import { EmployeeRepository } from '../employees/employee.repository.ts';
import { distinctKeys } from '../loading/distinct-keys.ts';
import { planLoad } from '../loading/load-plan.ts';
import { type ClientReferenceData, clientsToStore } from './client-load.ts';
import { toClientDocument } from './client.mapper.ts';
import { ClientRepository } from './client.repository.ts';

@Injectable()
export class ClientLoadService {
  constructor(
    private readonly clients: ClientRepository,
    private readonly employees: EmployeeRepository,
    private readonly classifiers: ClassifierRepository,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  load(actor: Actor, { rows }: RpcInput<typeof loadClients>): Promise<LoadResult> {
    requirePermission(actor, 'load');
    return this.transaction.run(async () => {
      const data = await this.referenceData(rows);
      const known = new Map([...data.stored].map(([externalId, { id }]) => [externalId, id]));
      const plan = planLoad(rows, known, newId);

      const now = this.clock.now();
      const documents = clientsToStore(plan, data).map(({ client, ...keys }) =>
        toClientDocument(client, { ...keys, now }),
      );
      await this.clients.insert(documents);
      return plan.result;
    });
  }

  private async referenceData(rows: readonly ClientRow[]): Promise<ClientReferenceData> {
    const stored = await this.clients.byExternalIds(
      distinctKeys(rows.flatMap(({ externalId, parentExternalId }) => [externalId, parentExternalId])),
    );
    const owners = await this.employees.byIds(distinctKeys(rows.map(({ ownerId }) => ownerId)));
    const classifierValues = await this.classifiers.byCodes(
      distinctKeys(rows.flatMap(({ sectorCode, regionCode, sourceCode }) => [sectorCode, regionCode, sourceCode])),
    );
    return {
      stored: new Map(stored.map((client) => [client.externalId, client])),
      owners: new Map(
        owners.map(({ _id, status, departmentId }) => [
          _id.toHexString(),
          { status, departmentId: departmentId.toHexString() },
        ]),
      ),
      classifierValues,
    };
  }
}
