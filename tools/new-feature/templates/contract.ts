import type { FeatureNames } from '../names.ts';

export const contract = ({
  service,
  thing,
  Thing,
  thingName,
  thingCode,
  words,
}: FeatureNames): string => `import { z } from 'zod';
import { defineCommand, defineQuery } from '../define.ts';
import { Id, Line, Moment, Version } from '../primitives.ts';

/** What a ${words} is in the domain. */
export const ${Thing} = z
  .strictObject({ id: Id, name: Line(200), ownerId: Id, departmentId: Id, version: Version, createdAt: Moment, updatedAt: Moment })
  .meta({ id: '${Thing}' });
export type ${Thing} = z.output<typeof ${Thing}>;

export const create${Thing} = defineCommand('${service}.create-${thing}', {
  input: z.strictObject({ name: Line(200), departmentId: Id }),
  output: ${Thing},
  errors: ['forbidden'],
});

export const get${Thing} = defineQuery('${service}.get-${thing}', {
  input: z.strictObject({ ${thingName}Id: Id }),
  output: ${Thing},
  errors: ['${thingCode}.not_found'],
});
`;
