import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { repositoryRoot } from '../tools/repository.ts';

interface Operation {
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly enum?: readonly string[] }>> };
}

/** The description of the API as it stands in the repository. */
export const openApi = JSON.parse(
  readFileSync(join(repositoryRoot, 'apps', 'gateway', 'openapi.json'), 'utf8'),
) as OpenApi;

const DOCUMENT = 'openapi.json';
const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
formats.default(ajv);
ajv.addSchema(openApi, DOCUMENT);

const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

/** What is wrong with a body, compared with the description of that GET; empty when nothing is. */
export function contradictions(path: string, body: unknown): ErrorObject[] {
  const place = ['paths', path, 'get', 'responses', '200', 'content', 'application/json', 'schema'].map(escaped);
  const isAsDocumented = ajv.compile({ $ref: `${DOCUMENT}#/${place.map(encodeURIComponent).join('/')}` });
  return isAsDocumented(body) ? [] : (isAsDocumented.errors ?? []);
}

/** The paths of all GET operations that answer with JSON. */
export const readablePaths: readonly string[] = Object.entries(openApi.paths)
  .filter(([, { get }]) => get?.responses['200']?.content?.['application/json'] !== undefined)
  .map(([path]) => path);

interface DocumentedOperation {
  readonly route: string;
  readonly method: string;
  readonly path: string;
  /** Whether it is for callers with an access token. */
  readonly needsToken: boolean;
}

/** Every operation of the API. */
export const operations: readonly DocumentedOperation[] = Object.entries(openApi.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([name, { security = [] }]) => {
    const method = name.toUpperCase();
    return { route: `${method} ${path}`, method, path, needsToken: security.some((scheme) => 'bearer' in scheme) };
  }),
);

/** The values of a schema of the description that lists them. */
export const listedValues = (schema: string): readonly string[] => openApi.components.schemas[schema]?.enum ?? [];
