import canonicalize from 'canonicalize';
import { type AuditedAs, isFields, isWithin, type Plain, type RecordImage } from '@crm/persistence';

/*
 * microdiff was looked at: it compares lists place by place, so that one name less at the head of a list becomes a change
 * of every place. People read a list as a whole, before and after.
 */

/** What has become of one field: null where it was or is absent. */
export interface FieldChange {
  /** Fields within fields are joined by dots: `organisation.taxId`. */
  readonly field: string;
  readonly before: Plain;
  readonly after: Plain;
}

/** The changes of a record, apart by what may be taken out of the audit. */
export interface FieldChanges {
  readonly open: readonly FieldChange[];
  readonly personal: readonly FieldChange[];
}

/** Every record has them, and an entry says them itself. */
const OF_EVERY_RECORD = ['_id', 'version', 'createdAt', 'updatedAt'];

/** Field by field what the second image of a record says other than the first; null is a record that is not there. */
export function fieldChanges(
  before: RecordImage | null,
  after: RecordImage | null,
  { open, derived = [] }: AuditedAs,
): FieldChanges {
  const silent = [...OF_EVERY_RECORD, ...derived];
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const changes = [...names]
    .toSorted()
    .flatMap((name) => differences(name, before?.[name] ?? null, after?.[name] ?? null))
    .filter(({ field }) => !isWithin(field, silent));
  return {
    open: changes.filter(({ field }) => isWithin(field, open)),
    personal: changes.filter(({ field }) => !isWithin(field, open)),
  };
}

function differences(field: string, before: Plain, after: Plain): FieldChange[] {
  if (isFields(before) || isFields(after)) {
    const [were, are] = [fieldsOf(before), fieldsOf(after)];
    if (were && are) {
      const names = [...new Set([...Object.keys(were), ...Object.keys(are)])].toSorted();
      return names.flatMap((name) => differences(`${field}.${name}`, were[name] ?? null, are[name] ?? null));
    }
  }
  return isSame(before, after) ? [] : [{ field, before, after }];
}

/** An object that was not there had no fields; undefined for a value that is none. */
function fieldsOf(value: Plain): Readonly<Record<string, Plain>> | undefined {
  if (value === null) return {};
  return isFields(value) ? value : undefined;
}

const isSame = (one: Plain, other: Plain): boolean => one === other || canonicalize(one) === canonicalize(other);
