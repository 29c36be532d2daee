import type { Department } from '@crm/contracts';
import type { DepartmentDocument } from './department.schema.ts';
import type { Place } from './department-tree.ts';

export const toDepartment = ({ _id, name, parentId, headId, version }: DepartmentDocument): Department => ({
  id: _id.toHexString(),
  name,
  parentId: parentId?.toHexString() ?? null,
  headId: headId?.toHexString() ?? null,
  version,
});

export const toPlace = ({
  _id,
  parentId,
  ancestorIds,
}: Pick<DepartmentDocument, '_id' | 'parentId' | 'ancestorIds'>): Place => ({
  id: _id.toHexString(),
  parentId: parentId?.toHexString() ?? null,
  ancestorIds: ancestorIds.map((id) => id.toHexString()),
});
