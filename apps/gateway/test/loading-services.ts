import {
  ensureClientClassifier,
  ensurePipeline,
  getHandOver,
  listClientClassifier,
  loadClients,
  loadDeals,
  loadProducts,
  loadStaff,
  type LoadResult,
  type RpcInput,
} from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { newId } from '@crm/persistence';
import { knownClassifiers } from './import-set.ts';
import type { TestGateway } from './test-gateway.ts';

interface Keyed {
  readonly externalId: string;
}

/** What the services behind the gateway have been given to load: known keys are kept, as they do. */
export class LoadingServices {
  readonly departments = new Map<string, Keyed>();
  readonly employees = new Map<string, Keyed>();
  readonly products = new Map<string, Keyed>();
  readonly clients = new Map<string, RpcInput<typeof loadClients>['rows'][number]>();
  readonly deals = new Map<string, RpcInput<typeof loadDeals>['rows'][number]>();
  readonly addedRegions: string[] = [];
  dealMessages = 0;
  /** Runs before a message of deals is stored; may throw, or take its time. */
  beforeDeals: (message: number) => Promise<void> | void = () => {};
  private readonly ids = new Map<string, string>();

  constructor(gateway: TestGateway) {
    gateway
      .service('clients')
      .answer(listClientClassifier, ({ classifier }) => ({
        data: classifier === 'sector' ? knownClassifiers.sectors : knownClassifiers.regions,
      }))
      .answer(ensureClientClassifier, ({ classifier, values }) => {
        if (classifier === 'region') this.addedRegions.push(...values.map(({ code }) => code));
        return { data: [] };
      })
      .answer(getHandOver, () => {
        throw new DomainError('job.not_found');
      })
      .answer(loadStaff, ({ departments, employees }) => ({
        departments: this.keep(this.departments, departments),
        employees: this.keep(this.employees, employees),
      }))
      .answer(loadClients, ({ rows }) => this.keep(this.clients, rows));
    gateway
      .service('deals')
      .answer(ensurePipeline, ({ code, name, stages }) => ({
        id: newId(),
        code,
        name,
        stages: stages.map((stage, position) => ({ ...stage, id: newId(), position })),
      }))
      .answer(loadProducts, ({ rows }) => this.keep(this.products, rows))
      .answer(loadDeals, async ({ rows }) => {
        this.dealMessages += 1;
        await this.beforeDeals(this.dealMessages);
        return this.keep(this.deals, rows);
      });
  }

  /** Everything that has been written, in all services. */
  get size(): number {
    return [this.departments, this.employees, this.products, this.clients, this.deals].reduce(
      (sum, records) => sum + records.size,
      0,
    );
  }

  private keep<Row extends Keyed>(records: Map<string, Row>, rows: readonly Row[]): LoadResult {
    return {
      rows: rows.map((row) => {
        const outcome = records.has(row.externalId) ? 'kept' : 'created';
        if (outcome === 'created') records.set(row.externalId, row);
        return { externalId: row.externalId, id: this.idOf(row.externalId), outcome };
      }),
    };
  }

  private idOf(key: string): string {
    const id = this.ids.get(key) ?? newId();
    this.ids.set(key, id);
    return id;
  }
}
