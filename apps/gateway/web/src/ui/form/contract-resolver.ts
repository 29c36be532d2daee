import { zodResolver } from '@hookform/resolvers/zod';
import type { FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { dropBlank } from '../../lib/drop-blank.ts';

/** What a form holds; whoever reads it looks at what it finds. */
export type FormValues = Readonly<Record<string, unknown>>;

const asValues = (value: unknown): FieldValues => (typeof value === 'object' && value !== null ? value : {});

/** Checks a form against a contract: what was left blank is absent, and its defaults are filled in. */
export function contractResolver<Output>(
  schema: z.ZodType<Output>,
  toContract: (values: FormValues) => unknown = (values) => values,
): Resolver<FieldValues, unknown, Output> {
  // A form knows its values only as a record, whatever the contract takes.
  const resolve = zodResolver(schema as z.ZodType<Output, FieldValues>);
  return (values, context, options) => resolve(asValues(dropBlank(toContract(values))), context, options);
}
