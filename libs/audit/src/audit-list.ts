import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { requirePermission } from '@crm/access';
import type { Actor, AuditEntry, AuditFilter, AuditPage } from '@crm/contracts';
import { cursorAfter, cursorPage, toObjectId } from '@crm/persistence';
import { type Model, type QueryFilter, trusted } from 'mongoose';
import { type AuditEntryDocument, chainIndex } from './audit-entry.ts';
import { toAuditEntry } from './audit-entry.mapper.ts';

const MODEL = 'AuditEntry';
const latestFirst = { field: 'at', direction: 'desc' } as const;

/** What has happened to the records of this program. */
@Injectable()
export class AuditList {
  constructor(@InjectModel(MODEL) private readonly entries: Model<AuditEntryDocument>) {}

  /** The latest first. @throws DomainError `forbidden`, `cursor_invalid` */
  async page(actor: Actor, { limit, cursor, ...filter }: AuditFilter): Promise<AuditPage> {
    requirePermission(actor, 'audit');
    const page = await cursorPage({
      model: this.entries,
      filter: asked(filter),
      sort: latestFirst,
      limit,
      cursor,
      // The chain of a record is short, and MongoDB might walk over all records to have it in order.
      hint: filter.recordId === undefined ? undefined : chainIndex,
    });
    return { ...page, data: page.data.map(toAuditEntry) };
  }
}

/** The cursor behind an entry, which fits the audit of every program. */
export function cursorBehind({ id, at }: Pick<AuditEntry, 'id' | 'at'>): string {
  const entry = { _id: toObjectId(id), at: new Date(at) };
  return cursorAfter(entry, MODEL, latestFirst);
}

function asked({
  kind,
  recordId,
  personId,
  action,
  from,
  to,
}: Omit<AuditFilter, 'limit' | 'cursor'>): QueryFilter<AuditEntryDocument> {
  const person = personId === undefined ? undefined : toObjectId(personId);
  const bounds = { ...(from && { $gte: new Date(from) }), ...(to && { $lt: new Date(to) }) };
  return {
    ...(kind && { kind }),
    ...(recordId && { recordId: toObjectId(recordId) }),
    ...(person && { $or: [{ employeeId: person }, { onBehalfOf: person }] }),
    ...(action && { action }),
    ...((from ?? to) && { at: trusted(bounds) }),
  };
}
