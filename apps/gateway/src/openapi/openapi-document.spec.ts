import { readFile } from 'node:fs/promises';
import SwaggerParser from '@apidevtools/swagger-parser';
import type { OpenAPIObject } from '@nestjs/swagger';
import { openApiDocument } from './openapi-document.ts';

const kept = new URL('../../openapi.json', import.meta.url);

type Validated = Exclude<Parameters<typeof SwaggerParser.validate>[0], string>;

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, object>>;
  readonly security?: unknown;
}

describe('the description of the API', () => {
  let document: OpenAPIObject;
  let operations: Operation[];

  beforeAll(async () => {
    document = await openApiDocument();
    operations = Object.values<object>(document.paths).flatMap((path) => Object.values(path) as Operation[]);
  });

  it('stands in openapi.json as the code says it (else run npm run openapi)', async () => {
    expect(JSON.parse(await readFile(kept, 'utf8'))).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it('is valid OpenAPI 3.1', async () => {
    expect(document.openapi).toBe('3.1.0');
    await SwaggerParser.validate(JSON.parse(JSON.stringify(document)) as Validated);
  });

  it('names every operation once', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids).toHaveLength(new Set(ids).size);
    expect(ids).toEqual(
      expect.arrayContaining(['listClients', 'getClientCard', 'moveDeal', 'startHandOver', 'signIn']),
    );
  });

  it('documents the refusals of every operation as problems', () => {
    for (const { operationId, responses } of operations) {
      const refusals = Object.entries(responses).filter(([status]) => Number(status) >= 400);
      expect({ operationId, refusals: refusals.length > 0 }).toEqual({ operationId, refusals: true });
      for (const [, refusal] of refusals) {
        expect(refusal).toHaveProperty(['content', 'application/problem+json', 'schema', '$ref']);
      }
    }
  });

  it('asks for a token wherever one is needed', () => {
    const open = operations.filter(({ security }) => security === undefined).map(({ operationId }) => operationId);
    const beforeSignIn = ['askPasswordReset', 'finishSignIn', 'setPasswordByLink', 'showLink', 'signIn'];
    const byProvider = ['getSignInMeans', 'signInByProvider', 'visitProvider'];
    expect(open.toSorted()).toEqual(['explainProblem', ...beforeSignIn, ...byProvider].toSorted());
  });

  it('tells what is sent from what is returned where they differ', () => {
    const schemas = document.components?.schemas ?? {};
    expect(schemas['Affiliation']).toMatchObject({ required: ['clientId', 'position', 'isPrimary', 'from', 'to'] });
    expect(schemas['AffiliationInput']).toMatchObject({ required: ['clientId'] });
    expect(Object.keys(schemas).filter((name) => name.includes('~'))).toEqual([]);
  });
});
