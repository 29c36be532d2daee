import { z } from 'zod';

/** Marks a variable that tests alone may set: everywhere else it would do harm. */
export function testOnly<Schema extends z.ZodType>(schema: Schema): Schema {
  return schema.meta({ ...schema.meta(), testOnly: true });
}

export function isTestOnly(schema: z.core.$ZodType): boolean {
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  return z.globalRegistry.get(inner)?.['testOnly'] === true;
}
