import type { FeatureNames } from '../names.ts';

export const schema = ({
  things,
  Thing,
  thingName,
  words,
}: FeatureNames): string => `import { recordSchema, type StoredRecord } from '@crm/persistence';
import { Schema, type Types } from 'mongoose';

export interface ${Thing}Document extends StoredRecord {
  readonly name: string;
  readonly ownerId: Types.ObjectId;
  readonly departmentId: Types.ObjectId;
}

const reference = { type: Schema.Types.ObjectId, required: true };

/** A ${words} as it is stored. Declare an index here for each query of the repository, and say which. */
export const ${thingName}Schema = recordSchema<${Thing}Document>(
  { name: { type: String, required: true }, ownerId: reference, departmentId: reference },
  { collection: '${things}' },
);
`;

export const mapper = ({ thing, Thing }: FeatureNames): string => `import type { ${Thing} } from '@crm/contracts';
import { toObjectId } from '@crm/persistence';
import type { ${Thing}Document } from './${thing}.schema.ts';

export const to${Thing} = ({ _id, name, ownerId, departmentId, version, createdAt, updatedAt }: ${Thing}Document): ${Thing} => ({
  id: _id.toHexString(),
  name,
  ownerId: ownerId.toHexString(),
  departmentId: departmentId.toHexString(),
  version,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

export const to${Thing}Document = ({ id, name, ownerId, departmentId, version, createdAt, updatedAt }: ${Thing}): ${Thing}Document => ({
  _id: toObjectId(id),
  name,
  ownerId: toObjectId(ownerId),
  departmentId: toObjectId(departmentId),
  version,
  createdAt: new Date(createdAt),
  updatedAt: new Date(updatedAt),
});
`;

export const repository = ({
  thing,
  things,
  Thing,
  thingName,
  thingCode,
  words,
}: FeatureNames): string => `import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { scopeFilter } from '@crm/access';
import type { Actor, ${Thing} } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import type { Model } from 'mongoose';
import { to${Thing}, to${Thing}Document } from './${thing}.mapper.ts';
import type { ${Thing}Document } from './${thing}.schema.ts';

const ownership = { owner: 'ownerId', department: 'departmentId' };

/** Every query keeps the actor to what he may reach: a stranger's ${words} is not found. */
@Injectable()
export class ${Thing}Repository {
  constructor(@InjectModel('${Thing}') private readonly ${things.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase())}: Model<${Thing}Document>) {}

  /** @throws DomainError \`${thingCode}.not_found\` */
  async get(actor: Actor, ${thingName}Id: string): Promise<${Thing}> {
    const found = await this.${things.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase())}
      .findOne({ _id: ${thingName}Id, ...scopeFilter(actor, 'client.read', ownership) })
      .lean<${Thing}Document>();
    if (!found) throw new DomainError('${thingCode}.not_found', { ${thingName}Id });
    return to${Thing}(found);
  }

  async insert(${thingName}: ${Thing}): Promise<void> {
    await this.${things.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase())}.insertMany([to${Thing}Document(${thingName})]);
  }
}
`;
