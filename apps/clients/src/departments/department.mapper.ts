import type { Department } from '@crm/contracts';
import type { DepartmentDocument } from './department.schema.ts';

export const toDepartment = ({ _id, name, parentId, headId, version }: DepartmentDocument): Department => ({
  id: _id.toHexString(),
  name,
  parentId: parentId?.toHexString() ?? null,
  headId: headId?.toHexString() ?? null,
  version,
});
