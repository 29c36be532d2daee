import type { StandardSchemaConverter } from '@nestjs/swagger';
import { z } from 'zod';
import { sidedName } from './component-names.ts';

type JsonSchema = Record<string, unknown>;

/** A bound that every integer of JSON has says nothing to the reader. */
function dropSafeIntegerBounds(schema: JsonSchema): void {
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
}

/**
 * Describes a schema of the contracts in JSON Schema 2020-12, which OpenAPI 3.1 speaks. Schemas with an id become
 * components of that name.
 */
export const schemaConverter: StandardSchemaConverter = (schema, { schemaType }) => {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $defs = {}, ...root } = z.toJSONSchema(schema, {
    io: schemaType,
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => dropSafeIntegerBounds(jsonSchema as JsonSchema),
  });
  const rename = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value).replace(
        /"#\/\$defs\/([^"]+)"/g,
        (_, name: string) => `"#/components/schemas/${sidedName(name, schemaType)}"`,
      ),
    );
  const components = Object.entries($defs).map(([name, value]) => [sidedName(name, schemaType), rename(value)]);
  const { $schema: _dialect, ...description } = rename(root) as JsonSchema;
  return { schema: description, components: Object.fromEntries(components) as Record<string, unknown> };
};
