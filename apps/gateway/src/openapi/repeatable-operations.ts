import type { OpenAPIObject } from '@nestjs/swagger';
import { type ErrorCode, errorCatalogue } from '@crm/contracts';
import { READ_AFTER } from '../http/read-after.ts';
import { REPEAT_KEY, REPLAYED } from '../http/repeatable-request.ts';
import { UNREPEATABLE } from '../http/route-facts.ts';

type Operation = NonNullable<OpenAPIObject['paths'][string]['post']> & { readonly [UNREPEATABLE]?: boolean };
type ParameterObject = Exclude<NonNullable<Operation['parameters']>[number], { $ref: string }>;
type Response = Exclude<NonNullable<Operation['responses']>[string], { $ref: string } | undefined>;

type HeaderObject = NonNullable<Response['headers']>[string];

const methods = ['post', 'put', 'patch', 'delete'] as const;
const refusals = ['repeat.in_progress', 'repeat.mismatch'] as const satisfies readonly ErrorCode[];

const parameter: ParameterObject = {
  name: REPEAT_KEY,
  in: 'header',
  required: false,
  description:
    'Any name of yours for this change, such as a UUID. Whoever does not know whether his request took effect sends it ' +
    `again with the same key: it takes effect once, and the repetition gets the first answer with \`${REPLAYED}: true\`. ` +
    'Keys are kept for 48 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const replayed: HeaderObject = {
  description: '`true` when this is the answer that was given the first time',
  schema: { type: 'string', enum: ['true'] },
};

const readAfter: HeaderObject = {
  description: `To be shown as \`${READ_AFTER}\` when a card is read next: what was changed is on it then; those of several changes separated by commas`,
  schema: { type: 'string' },
};

/** Documents that a change of a signed-in caller can be repeated, unless its answer is a secret: the header, what it is refused with, the mark of a repetition. */
export function describeRepetition(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths)) {
    for (const method of methods) {
      const operation: Operation | undefined = path[method];
      if (operation && isOfCaller(operation) && !operation[UNREPEATABLE]) describe(operation);
    }
  }
  return document;
}

const isOfCaller = ({ security = [] }: Operation): boolean => security.some((scheme) => 'bearer' in scheme);

function describe(operation: Operation): void {
  operation.parameters = [...(operation.parameters ?? []), parameter];
  const responses = operation.responses as Record<string, Response>;
  for (const [status, response] of Object.entries(responses)) {
    if (status.startsWith('2'))
      response.headers = { ...response.headers, [REPLAYED]: replayed, [READ_AFTER]: readAfter };
  }
  for (const code of refusals) addRefusal(responses, code);
}

function addRefusal(responses: Record<string, Response>, code: ErrorCode): void {
  const { status, en } = errorCatalogue[code];
  const known = responses[status];
  const text = `\`${code}\`: ${en}`;
  responses[status] = {
    description: known ? `${known.description}\n\n${text}` : text,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}
