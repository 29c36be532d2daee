import { parseArgs } from 'node:util';

/** Reads `--name value` for each name of the defaults. @throws TypeError for an option that is not among them. */
export function readOptions<Name extends string>(
  args: string[],
  defaults: Readonly<Record<Name, string>>,
): Record<Name, string> {
  const options = Object.fromEntries(
    Object.entries<string>(defaults).map(([name, value]) => [name, { type: 'string' as const, default: value }]),
  );
  return parseArgs({ args, options, strict: true }).values as Record<Name, string>;
}

/** A whole number of at least 1. @throws Error that names the option. */
export function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} must be a whole number, not ${text}`);
  return value;
}

export const wholes = (name: string, text: string): number[] => text.split(',').map((part) => whole(name, part));
