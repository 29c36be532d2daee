import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { sharedVariableNames } from './environments.ts';
import { isSampleSecret, isSecret } from './secret.ts';
import { isTestOnly } from './test-only.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment does not fit; the message names every wrong variable with its rule, and no value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(['The configuration cannot be used:', ...problems].join('\n  '));
    // Its readers operate the program: where in the code it was thrown tells them nothing.
    this.stack = this.message;
  }
}

/**
 * Reads the configuration of a program from its environment variables, an empty one counting as absent.
 *
 * @throws ConfigError naming all problems at once.
 */
export function loadConfig<Schema extends z.ZodObject>(
  schema: Schema,
  env: Environment = process.env,
): Readonly<z.output<Schema>> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) => describeIssue(schema, given, issue)),
    ...unknownVariables(schema, given),
    ...sampleSecrets(schema, given),
    ...variablesOfTests(schema, given),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError([...new Set(problems)]);
  return Object.freeze(parsed.data);
}

function describeIssue(schema: z.ZodObject, env: Environment, { path, message }: z.core.$ZodIssue): string {
  const name = String(path[0]);
  const variables: Partial<Record<string, z.core.$ZodType>> = schema.shape;
  const purpose = variables[name] && z.globalRegistry.get(variables[name])?.description;
  const problem = env[name] === undefined ? `${name} is missing` : `${name}: ${message}`;
  return purpose === undefined ? problem : `${problem} (${purpose})`;
}

/** A mistyped name would silently leave its setting at the default. */
function unknownVariables(schema: z.ZodObject, env: Environment): string[] {
  const known = [...new Set([...Object.keys(schema.shape), ...sharedVariableNames])];
  const unknown = Object.keys(env).filter((name) => name.startsWith('CRM_') && !known.includes(name));
  return unknown.map((name) => `${name} is not known${suggestion(name, known)}`);
}

function suggestion(name: string, known: readonly string[]): string {
  const nearest = closest(name, known);
  return distance(name, nearest) <= name.length / 3 ? `; did you mean ${nearest}?` : '';
}

function sampleSecrets(schema: z.ZodObject, env: Environment): string[] {
  if (env['CRM_ENV'] !== 'production') return [];
  const variables: Record<string, z.core.$ZodType> = schema.shape;
  return Object.entries(variables)
    .filter(([name, variable]) => isSecret(variable) && isSampleSecret(env[name] ?? ''))
    .map(([name]) => `${name} holds a sample secret, which production refuses`);
}

function variablesOfTests(schema: z.ZodObject, env: Environment): string[] {
  if (env['CRM_ENV'] === 'test') return [];
  const variables: Record<string, z.core.$ZodType> = schema.shape;
  return Object.entries(variables)
    .filter(([name, variable]) => env[name] !== undefined && isTestOnly(variable))
    .map(([name]) => `${name} is for tests alone: CRM_ENV is not test`);
}
