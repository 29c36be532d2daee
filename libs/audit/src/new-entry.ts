import type { Actor } from '@crm/contracts';
import type { RequestScope } from '@crm/observability';
import { newId, toObjectId } from '@crm/persistence';
import type { Types } from 'mongoose';
import type { AuditEntryDocument } from './audit-entry.ts';
import { digestOf, GENESIS, hashOf, type Link, readable, type Sealed, textOf } from './chain.ts';
import type { FieldChange, FieldChanges } from './field-changes.ts';

/** Who has caused an entry, when and how. */
export interface Circumstances extends Pick<
  Sealed,
  'accountId' | 'employeeId' | 'role' | 'onBehalfOf' | 'requestId' | 'at'
> {
  readonly address: string | null;
  readonly reason: string | null;
}

/** What an entry tells of a record. */
export interface Told extends FieldChanges, Pick<Sealed, 'kind' | 'action' | 'version'> {
  readonly recordId: Types.ObjectId;
  /** The end of the record's chain, where there is one. */
  readonly end: Link | null;
}

/** The circumstances of the request being served; nobody in particular outside of one, or for a program's own work. */
export function circumstancesOf(
  request: RequestScope | undefined,
  { at, requestId }: { at: Date; requestId: string },
): Circumstances {
  const actor = request?.actor as Actor | undefined;
  return {
    accountId: actor?.accountId ?? null,
    employeeId: actor?.employeeId ?? null,
    role: actor?.role ?? null,
    onBehalfOf: [],
    requestId: request?.requestId ?? requestId,
    at: at.toISOString(),
    address: request?.address ?? null,
    reason: request?.reason ?? null,
  };
}

/** The next entry of a chain. */
export function newEntry({ recordId, end, open, personal, ...told }: Told, by: Circumstances): AuditEntryDocument {
  const { address, reason, ...who } = by;
  const values = readable({ changes: personal.map(plain), address, reason });
  const sealed: Sealed = {
    ...told,
    ...who,
    recordId: recordId.toHexString(),
    seq: (end?.seq ?? 0) + 1,
    prev: end?.hash ?? GENESIS,
    changes: textOf(open.map(plain)),
    personal: personal.map(({ field }) => field),
    digest: digestOf(values),
  };
  return {
    ...sealed,
    _id: toObjectId(newId()),
    recordId,
    accountId: idOrNull(sealed.accountId),
    employeeId: idOrNull(sealed.employeeId),
    onBehalfOf: sealed.onBehalfOf.map(toObjectId),
    at: new Date(sealed.at),
    hash: hashOf(sealed),
    values,
  };
}

const plain = ({ field, before, after }: FieldChange) => ({ field, before, after });
const idOrNull = (id: string | null): Types.ObjectId | null => (id === null ? null : toObjectId(id));
