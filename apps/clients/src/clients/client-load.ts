import type { ClientRow } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { type KnownValue, assertChoosable } from '../classifiers/classifier-value.ts';
import { type EmployeeStatus, assertActive } from '../employees/employee.ts';
import type { FreshRow, LoadPlan } from '../loading/load-plan.ts';
import { type ClientToStore, type Ownership, newClient } from './client.ts';
import { type Ancestor, assertParentAllowed } from './client-parent.ts';

interface Owner {
  readonly status: EmployeeStatus;
  readonly departmentId: string;
}

/** What the rows of a load refer to, as the database knows it. */
export interface ClientReferenceData {
  /** Clients stored before, by external key. */
  readonly stored: ReadonlyMap<string, Ancestor>;
  /** By employee id. */
  readonly owners: ReadonlyMap<string, Owner>;
  readonly classifierValues: readonly KnownValue[];
}

export interface LoadedClientToStore {
  readonly id: string;
  readonly externalId: string;
  readonly client: ClientToStore;
}

/**
 * The clients to store, by the rules that hold for a single one.
 *
 * @throws DomainError the refusals of a single client, with the `externalId` of the row.
 */
export function clientsToStore(plan: LoadPlan<ClientRow>, data: ClientReferenceData): LoadedClientToStore[] {
  const rows = new RowsOfLoad(plan, data);
  return plan.fresh.map((fresh) => namingRow(fresh.row.externalId, () => rows.toStore(fresh)));
}

class RowsOfLoad {
  readonly #fresh: ReadonlyMap<string, FreshRow<ClientRow>>;
  readonly #values: ReadonlyMap<string, KnownValue>;

  constructor(
    plan: LoadPlan<ClientRow>,
    private readonly data: ClientReferenceData,
  ) {
    this.#fresh = new Map(plan.fresh.map((fresh) => [fresh.row.externalId, fresh]));
    this.#values = new Map(data.classifierValues.map((value) => [`${value.classifier} ${value.code}`, value]));
  }

  toStore({ id, row }: FreshRow<ClientRow>): LoadedClientToStore {
    const { externalId, ownerId, parentExternalId, sectorCode, regionCode, sourceCode, ...facts } = row;
    const classified = {
      sectorId: this.valueId('sector', sectorCode),
      regionId: this.valueId('region', regionCode),
      sourceId: this.valueId('source', sourceCode),
    };
    const parentId = parentExternalId === null ? null : this.parentId({ id, kind: row.kind }, parentExternalId);
    return { id, externalId, client: newClient({ ...facts, ...classified, parentId }, this.ownership(ownerId)) };
  }

  private ownership(ownerId: string): Ownership {
    const owner = this.data.owners.get(ownerId);
    if (!owner) throw new DomainError('employee.not_found', { employeeId: ownerId });
    assertActive({ id: ownerId, status: owner.status });
    return { ownerId, departmentId: owner.departmentId };
  }

  private valueId(classifier: string, code: string | null): string | null {
    if (code === null) return null;
    return assertChoosable(this.#values.get(`${classifier} ${code}`), { classifier, value: code }).id;
  }

  private parentId(subsidiary: Ancestor, parentExternalId: string): string | null {
    const ancestors = this.withAncestors(parentExternalId);
    assertParentAllowed(subsidiary, ancestors);
    return ancestors[0]?.id ?? null;
  }

  /** The way up ends at a client stored before: nothing of this load can be above him. */
  private withAncestors(externalId: string): Ancestor[] {
    const found = new Map<string, Ancestor>();
    for (let next: string | null = externalId; next !== null && !found.has(next);) {
      const fresh: FreshRow<ClientRow> | undefined = this.#fresh.get(next);
      const known = fresh ? { id: fresh.id, kind: fresh.row.kind } : this.data.stored.get(next);
      if (known) found.set(next, known);
      next = fresh?.row.parentExternalId ?? null;
    }
    return [...found.values()];
  }
}

/** Says which row of hundreds is refused. */
function namingRow<Result>(externalId: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof DomainError ? new DomainError(error.code, { ...error.details, externalId }) : error;
  }
}
