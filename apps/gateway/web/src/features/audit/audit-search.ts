import { AuditAction, AuditedKind } from '@crm/contracts';
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

const ID = /^[0-9a-f]{24}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const like = (value: unknown, form: RegExp): string | undefined =>
  typeof value === 'string' && form.test(value) ? value : undefined;

function recordOf(value: unknown): string | undefined {
  const [kind, id, ...others] = typeof value === 'string' ? value.split(':') : [];
  return AuditedKind.safeParse(kind).success && like(id, ID) && others.length === 0 ? (value as string) : undefined;
}

type Given<Values> = { [Key in keyof Values]?: Exclude<Values[Key], undefined> };

const withoutBlank = <Values extends object>(values: Values): Given<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<Values>;

/** Reads the address; what it does not know is left out. */
export const auditSearch = (search: Record<string, unknown>): AuditSearch =>
  withoutBlank({
    kind: AuditedKind.safeParse(search['kind']).data,
    action: AuditAction.safeParse(search['action']).data,
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
