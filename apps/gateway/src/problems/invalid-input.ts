import { z } from 'zod';
import type { FieldProblem } from '@crm/contracts';
import { libraryMessages, translated } from './field-message.ts';
import type { Language } from './language.ts';

/** Where a value came from: its fields are pointed to in the body, and named elsewhere. */
export type InputPlace =
  { readonly in: 'body' } | { readonly in: 'query' } | { readonly in: 'path'; readonly name: string };

const MOST_PROBLEMS = 100;

const escape = (segment: PropertyKey): string => String(segment).replaceAll('~', '~0').replaceAll('/', '~1');

function pointerOf(place: InputPlace, path: readonly PropertyKey[]): string {
  switch (place.in) {
    case 'body':
      return path.map((segment) => `/${escape(segment)}`).join('');
    case 'query':
      return path.map(String).join('.');
    case 'path':
      return place.name;
  }
}

/** An unknown key is reported at its own place rather than at its parent's. */
function places({ path, ...issue }: z.core.$ZodIssue): PropertyKey[][] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
}

/** A request whose body, query or path does not fit its schema. It is explained when the reader's language is known. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';

  constructor(
    private readonly schema: z.ZodType,
    private readonly value: unknown,
    private readonly place: InputPlace,
  ) {
    super('The input is not valid');
  }

  /** What is wrong, field by field. The value is checked once more, so that nothing need be kept in two languages. */
  explain(language: Language): FieldProblem[] {
    const { error } = this.schema.safeParse(this.value, { error: libraryMessages(language) });
    const issues = error?.issues ?? [];
    return issues.slice(0, MOST_PROBLEMS).flatMap((issue) =>
      places(issue).map((path) => ({
        pointer: pointerOf(this.place, path),
        code: issue.code,
        message: translated(issue.message, language),
      })),
    );
  }
}
