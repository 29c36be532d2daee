import { z } from 'zod';

const SAMPLE = /change-?me|example|sample|placeholder|guest:guest@|:(password|secret|admin|test)@|^(password|secret)$/i;

/** Marks a variable whose value must not be printed, nor be a well-known sample in production. */
export function secret<Schema extends z.ZodType>(schema: Schema): Schema {
  return schema.meta({ ...schema.meta(), secret: true });
}

export function isSecret(schema: z.core.$ZodType): boolean {
  return z.globalRegistry.get(schema)?.['secret'] === true;
}

/** True for the secrets that stand in documentation and sample files, which everybody knows. */
export function isSampleSecret(value: string): boolean {
  return SAMPLE.test(value);
}
