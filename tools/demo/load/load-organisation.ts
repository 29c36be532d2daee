import { systemActor } from '@crm/access';
import {
  type AnyRpcContract,
  createPosition,
  ensureClientClassifier,
  loadActivities,
  loadClients,
  loadCommitments,
  loadContactPersons,
  loadDeals,
  loadProducts,
  loadStaff,
  type RpcOutput,
  type RpcRequest,
} from '@crm/contracts';
import { isDomainError } from '@crm/kernel';
import type { RpcClient } from '@crm/messaging';
import { seconds } from '../../terminal/progress.ts';
import type { ActivityDraft, CommitmentDraft, DealDraft, Organisation } from '../generate/organisation.ts';
import { type IdsByKey, idOf, inBatches, remember } from './in-batches.ts';

/** The ids of what has been loaded, by external keys. */
export interface KnownIds {
  readonly employees: IdsByKey;
  readonly departmentOf: IdsByKey;
  readonly products: IdsByKey;
  readonly clients: IdsByKey;
  readonly contactPersons: IdsByKey;
  readonly deals: IdsByKey;
}

type Ask = <Contract extends AnyRpcContract>(
  contract: Contract,
  input: RpcRequest<Contract>,
) => Promise<RpcOutput<Contract>>;

/** Loads everything in an order in which each record finds those that it refers to. */
export async function loadOrganisation(
  rpc: RpcClient,
  organisation: Organisation,
  report: (line: string) => void,
): Promise<KnownIds> {
  const ask: Ask = (contract, input) => rpc.call(contract, input, { actor: systemActor });
  const timed = timer(report);
  const { clients, contactPersons, products, deals, activities, commitments } = organisation;

  await rankPositions(ask, organisation);
  const staff = await timed('employees', organisation.employees, () => loadPeople(ask, organisation));
  await ensureClassifiers(ask, organisation);
  const clientRows = clients.map(({ ownerKey, ...row }) => ({ ...row, ownerId: idOf(staff.employees, ownerKey) }));
  const [ofProducts, ofClients] = await Promise.all([
    timed('products', products, () => inBatches(products, (rows) => ask(loadProducts, { rows }))),
    timed('clients', clients, () => inBatches(clientRows, (rows) => ask(loadClients, { rows }))),
  ]);
  const dealRows = deals.map((draft) => toDealRow(draft, { ...staff, clients: ofClients, products: ofProducts }));
  const [ofPeople, ofDeals] = await Promise.all([
    timed('contact persons', contactPersons, () =>
      inBatches(contactPersons, (rows) => ask(loadContactPersons, { rows })),
    ),
    timed('deals', deals, () => inBatches(dealRows, (rows) => ask(loadDeals, { rows }))),
  ]);
  const ids: KnownIds = {
    ...staff,
    products: ofProducts,
    clients: ofClients,
    contactPersons: ofPeople,
    deals: ofDeals,
  };
  const activityRows = activities.map((draft) => toActivityRow(draft, ids));
  await timed('activities', activities, () => inBatches(activityRows, (rows) => ask(loadActivities, { rows })));
  const commitmentRows = commitments.map((draft) => toCommitmentRow(draft, ids));
  await timed('commitments', commitments, () => inBatches(commitmentRows, (rows) => ask(loadCommitments, { rows })));
  return ids;
}

const timer =
  (report: (line: string) => void) =>
  async <Result>(what: string, rows: readonly unknown[], work: () => Promise<Result>): Promise<Result> => {
    const started = performance.now();
    const result = await work();
    report(`${rows.length.toLocaleString('en')} ${what} (${seconds(performance.now() - started)})`);
    return result;
  };

/** Before the people come, who name them: a load knows no ranks. One that is there stays as it is, with the rank that it has. */
async function rankPositions(ask: Ask, { positions }: Organisation): Promise<void> {
  for (const position of positions) {
    await ask(createPosition, position).catch((error: unknown) => {
      if (!isDomainError(error) || error.code !== 'position.name_taken') throw error;
    });
  }
}

async function loadPeople(
  ask: Ask,
  { departments, employees }: Organisation,
): Promise<Pick<KnownIds, 'employees' | 'departmentOf'>> {
  const loaded = await ask(loadStaff, { departments: [...departments], employees: [...employees] });
  const departmentIds: IdsByKey = new Map();
  const employeeIds: IdsByKey = new Map();
  remember(departmentIds, loaded.departments);
  remember(employeeIds, loaded.employees);
  const departmentOf = new Map(
    employees.map(({ externalId, departmentExternalId }) => [externalId, idOf(departmentIds, departmentExternalId)]),
  );
  return { employees: employeeIds, departmentOf };
}

async function ensureClassifiers(ask: Ask, { sectors, regions }: Organisation): Promise<void> {
  await ask(ensureClientClassifier, { classifier: 'sector', values: [...sectors] });
  await ask(ensureClientClassifier, { classifier: 'region', values: [...regions] });
}

const toDealRow = (
  { clientKey, ownerKey, productKey, ...row }: DealDraft,
  ids: Pick<KnownIds, 'clients' | 'employees' | 'departmentOf' | 'products'>,
) => ({
  ...row,
  clientId: idOf(ids.clients, clientKey),
  ownerId: idOf(ids.employees, ownerKey),
  departmentId: idOf(ids.departmentOf, ownerKey),
  productId: idOf(ids.products, productKey),
});

const toActivityRow = (
  { clientKey, contactPersonKeys, dealKey, performerKey, ...row }: ActivityDraft,
  ids: KnownIds,
) => ({
  ...row,
  clientId: idOf(ids.clients, clientKey),
  contactPersonIds: contactPersonKeys.map((key) => idOf(ids.contactPersons, key)),
  dealId: dealKey === null ? null : idOf(ids.deals, dealKey),
  performerId: idOf(ids.employees, performerKey),
  departmentId: idOf(ids.departmentOf, performerKey),
});

const toCommitmentRow = ({ clientKey, ownerKey, ...row }: CommitmentDraft, ids: KnownIds) => ({
  ...row,
  clientId: idOf(ids.clients, clientKey),
  ownerId: idOf(ids.employees, ownerKey),
  departmentId: idOf(ids.departmentOf, ownerKey),
});
