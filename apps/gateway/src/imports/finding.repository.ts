import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ImportFinding, ImportFindingPage, ImportSummary } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { cursorPage, newId, toObjectId } from '@crm/persistence';
import type { Model } from 'mongoose';
import type { FindingDocument } from './finding.schema.ts';

const MOST_GROUPS = 100;

export interface ReportQuery {
  readonly importId: string;
  readonly kind?: ImportFinding['kind'] | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly count?: boolean | undefined;
}

@Injectable()
export class FindingRepository {
  constructor(
    @InjectModel('ImportFinding') private readonly findings: Model<FindingDocument>,
    private readonly clock: Clock,
  ) {}

  async add(importId: string, findings: readonly ImportFinding[], firstPosition: number): Promise<void> {
    const now = this.clock.now();
    const record = { importId: toObjectId(importId), version: 1, createdAt: now, updatedAt: now };
    await this.findings.insertMany(
      findings.map((finding, index) => ({
        ...finding,
        ...record,
        _id: toObjectId(newId()),
        position: firstPosition + index,
      })),
      { ordered: false, lean: true },
    );
  }

  async removeAll(importId: string): Promise<void> {
    await this.findings.deleteMany({ importId: toObjectId(importId) });
  }

  async page({ importId, kind, limit, cursor, count }: ReportQuery): Promise<ImportFindingPage> {
    const filter = { importId: toObjectId(importId), ...(kind && { kind }) };
    const sort = { field: 'position', direction: 'asc' } as const;
    const page = await cursorPage({ model: this.findings, filter, sort, limit, cursor, count });
    return { ...page, data: page.data.map(toFinding) };
  }

  /** Equal findings together, the most frequent first. */
  async groups(importId: string): Promise<ImportSummary['findings']> {
    const found = await this.findings.aggregate<{ _id: ImportSummary['findings'][number]; rows: number }>([
      { $match: { importId: toObjectId(importId) } },
      {
        $group: {
          _id: { kind: '$kind', file: '$file', field: '$field', from: '$from', to: '$to', reason: '$reason' },
          rows: { $sum: 1 },
          first: { $min: '$position' },
        },
      },
      { $sort: { rows: -1, first: 1 } },
      { $limit: MOST_GROUPS },
    ]);
    return found.map(({ _id, rows }) => ({ ..._id, rows }));
  }
}

const toFinding = ({ kind, file, line, row, field, from, to, reason, message }: FindingDocument): ImportFinding => ({
  ...{ kind, file, line, row, field, from, to, reason },
  message: { ru: message.ru, en: message.en },
});
