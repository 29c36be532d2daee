import type { AuditAction, AuditedKind } from '@crm/contracts';
import type { AuditQuestion } from '../../api/audit.ts';
import { addDays, momentOf } from '../../lib/zoned-time.ts';

/** What the address of the audit page says: the filters, so that a link shows the same list and Back works. */
export interface AuditSearch {
  kind?: AuditedKind | undefined;
  action?: AuditAction | undefined;
  /** Who did it, or for whom it was done. */
  person?: string | undefined;
  /** One record, `deal:…`. */
  record?: string | undefined;
  /** Calendar days of the reader; the last one belongs to the period. */
  from?: string | undefined;
  to?: string | undefined;
}

/*
 * All that there are, which the compiler sees to. Read from the contracts themselves they would bring zod into the part of the
 * page that is loaded first, before zod is told not to evaluate strings.
 */
const kinds: Record<AuditedKind, true> = {
  client: true,
  'contact-person': true,
  employee: true,
  absence: true,
  department: true,
  position: true,
  role: true,
  'classifier-value': true,
  deal: true,
  pipeline: true,
  product: true,
  activity: true,
  commitment: true,
  account: true,
  stranger: true,
};
const actions: Record<AuditAction, true> = {
  created: true,
  changed: true,
  deleted: true,
  found: true,
  erased: true,
  'signed-in': true,
  'signed-out': true,
  'sign-in-failed': true,
  refused: true,
  'sessions-ended': true,
  'second-factor-added': true,
  'second-factor-removed': true,
  'second-factor-reset': true,
  'recovery-codes-made': true,
  'api-key-made': true,
  'api-key-revoked': true,
  'export-begun': true,
  exported: true,
};

/** In the order in which a reader looks for them. */
export const auditedKinds = Object.keys(kinds) as AuditedKind[];
export const auditActions = Object.keys(actions) as AuditAction[];

export const kindOf = (value: unknown): AuditedKind | undefined => auditedKinds.find((kind) => kind === value);
export const actionOf = (value: unknown): AuditAction | undefined => auditActions.find((action) => action === value);

const ID = /^[0-9a-f]{24}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const like = (value: unknown, form: RegExp): string | undefined =>
  typeof value === 'string' && form.test(value) ? value : undefined;

function recordOf(value: unknown): string | undefined {
  const [kind, id, ...others] = typeof value === 'string' ? value.split(':') : [];
  return kindOf(kind) && like(id, ID) && others.length === 0 ? (value as string) : undefined;
}

type Given<Values> = { [Key in keyof Values]?: Exclude<Values[Key], undefined> };

const withoutBlank = <Values extends object>(values: Values): Given<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<Values>;

/** Reads the address; what it does not know is left out. */
export const auditSearch = (search: Record<string, unknown>): AuditSearch =>
  withoutBlank({
    kind: kindOf(search['kind']),
    action: actionOf(search['action']),
    person: like(search['person'], ID),
    record: recordOf(search['record']),
    from: like(search['from'], DAY),
    to: like(search['to'], DAY),
  });

/** What is asked of the gateway: days begin and end where the reader is. A record says its kind itself. */
export function auditQuestion({ from, to, kind, record, ...asked }: AuditSearch, zone: string): AuditQuestion {
  return withoutBlank({
    ...asked,
    record: record,
    kind: record === undefined ? kind : undefined,
    from: from && momentOf(`${from}T00:00`, zone),
    to: to && momentOf(`${addDays(to, 1)}T00:00`, zone),
  });
}
