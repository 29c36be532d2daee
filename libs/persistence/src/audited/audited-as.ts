import type { Schema } from 'mongoose';

/** How the changes of one kind of record are audited. */
export interface AuditedAs {
  /** The kind, as the audit names it: `deal`. */
  readonly kind: string;
  /**
   * Fields whose values stand in the audit for good, such as states, sums and ids. The values of all others are personal
   * until somebody says otherwise: they can be taken out of the audit.
   */
  readonly open: readonly string[];
  /** Fields that are made of others or serve the database alone: of them the audit says nothing. */
  readonly derived?: readonly string[];
}

const known = new WeakMap<Schema, AuditedAs>();

export const setAuditedAs = (schema: Schema, audited: AuditedAs): void => void known.set(schema, audited);

/** Whether the path is one of these fields or lies within one: `amount.currency` in `amount`. */
export const isWithin = (path: string, fields: readonly string[]): boolean =>
  fields.some((field) => path === field || path.startsWith(`${field}.`));

/** How records of the schema are audited; undefined when they are not. */
export const auditedAs = (schema: Schema): AuditedAs | undefined => known.get(schema);
