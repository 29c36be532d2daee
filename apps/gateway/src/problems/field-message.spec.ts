import { z } from 'zod';
import * as contracts from '@crm/contracts';
import { translated } from './field-message.ts';

/** Every message that a schema of the contracts gives by itself, instead of leaving it to the library. */
function ownMessages(schema: z.core.$ZodType, seen = new Set<unknown>()): string[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const { def } = schema._zod;
  const checks = (def.checks ?? []).map((check) => check._zod.def);
  const messages = [def, ...checks].flatMap(({ error }) => {
    const message: unknown = error?.({ code: 'custom', input: undefined, path: [] } as never);
    return typeof message === 'string' ? [message] : [];
  });
  return [...messages, ...innerSchemas(def).flatMap((inner) => ownMessages(inner, seen))];
}

const isSchema = (value: unknown): value is z.core.$ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value && 'def' in (value._zod as object);

function innerSchemas(def: object): z.core.$ZodType[] {
  const values: unknown[] = Object.values(def);
  const nested = values.flatMap((value): unknown[] => {
    if (isSchema(value)) return [value];
    if (typeof value !== 'object' || value === null) return [];
    return Object.values(value);
  });
  return nested.filter(isSchema);
}

describe(translated, () => {
  const exported: unknown[] = Object.values(contracts);
  const schemas = exported.filter(isSchema);
  const messages = [...new Set(schemas.flatMap((schema) => ownMessages(schema)))];

  it('is asked for messages that exist', () => {
    expect(messages).toContain('must be an ISO 4217 code');
    expect(messages.length).toBeGreaterThan(5);
  });

  it.each(messages)('knows "%s" in Russian', (message) => {
    expect(translated(message, 'ru')).toMatch(/[а-я]/);
    expect(translated(message, 'en')).toBe(message);
  });
});
