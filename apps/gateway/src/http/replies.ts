import { applyDecorators, HttpCode } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiExtension, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { type ErrorCode, errorCatalogue } from '@crm/contracts';
import type { JsonBytes } from './json-bytes.ts';
import { type RouteFacts, UNREPEATABLE } from './route-facts.ts';

/** What a route answers: an RPC contract has this shape, and so has what the gateway answers by itself. */
interface Reply<Output extends z.ZodType> {
  readonly output: Output;
  readonly errors: readonly ErrorCode[];
}

interface RouteOptions {
  /** What the route does, for the reader of the API. */
  readonly summary: string;
  /** Answered without an access token. */
  readonly public?: true;
  /** Path of the collection that the new record joins: the reply carries its address in `Location`. */
  readonly location?: string;
  /** The handler answers with JSON that was ready: `JsonBytes`. */
  readonly bytes?: true;
  /** Takes a form with files instead of JSON. */
  readonly form?: true;
  /** The reply holds a secret that must not be stored, so a repetition under a key is a request of its own. */
  readonly secret?: true;
  /** For people alone: a program that shows a key is refused with `forbidden`. */
  readonly personal?: true;
  /** A step on the way to the second factor that a role asks for: open also without one. */
  readonly setUp?: true;
}

type ReplyDecorator<Result> = <Handler extends (...args: never[]) => Promise<Result | JsonBytes<Result>> | Result>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<Handler>,
) => void;

/** Refusals that any route may answer with, beside those of its contract. */
const everywhere: readonly ErrorCode[] = [
  'invalid',
  'too_many_requests',
  'internal',
  'service_unavailable',
  'deadline_exceeded',
];

/**
 * Everything about the reply of a route, from its contract: the status, the documented schema and problems, the ETag of
 * a record that has a version. A handler whose reply does not match the contract does not compile.
 */
export function Replies<Output extends z.ZodType>(
  status: 200 | 201 | 202 | 204,
  { output, errors }: Reply<Output>,
  options: RouteOptions,
): ReplyDecorator<z.output<Output>> {
  const etag = output instanceof z.ZodObject && 'version' in output.shape;
  const { summary, location, bytes = false, form = false, secret = false, personal = false, setUp = false } = options;
  const facts: RouteFacts = {
    public: options.public === true,
    ...{ etag, bytes, form, secret, personal, setUp },
    ...(location && { location }),
  };
  return applyDecorators(
    HttpCode(status),
    RouteConfig(facts),
    ApiOperation({ summary }),
    ApiResponse({
      status,
      description: summary,
      headers: documentedHeaders(facts),
      ...(!(output instanceof z.ZodVoid) && { standardSchema: output }),
    }),
    ProblemReplies([...errors, ...everywhere, ...(options.public ? [] : closed(options))]),
    ...(options.public ? [] : [ApiBearerAuth()]),
    ...(secret ? [ApiExtension(UNREPEATABLE, true)] : []),
  );
}

const closed = ({ setUp }: RouteOptions): readonly ErrorCode[] =>
  setUp ? ['unauthenticated'] : ['unauthenticated', 'second_factor.needed'];

function documentedHeaders({ etag, bytes, location }: RouteFacts) {
  const text = { schema: { type: 'string' as const } };
  return {
    ...(etag && { ETag: { description: 'The version of the record, for If-Match', ...text } }),
    ...(bytes && { ETag: { description: 'For If-None-Match: 304 when nothing has changed', ...text } }),
    ...(location && { Location: { description: 'The address of what was made', ...text } }),
  };
}

/** Documents the refusals of a route: one reply for each status, naming the codes that come with it. */
export function ProblemReplies(codes: readonly ErrorCode[]): MethodDecorator {
  const byStatus = Map.groupBy(new Set(codes), (code) => errorCatalogue[code].status);
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  const documented = Array.from(byStatus, ([status, some]) => {
    const description = some.map((code) => `\`${code}\`: ${errorCatalogue[code].en}`).join('\n\n');
    return ApiResponse({ status, description, content });
  });
  return applyDecorators(...documented);
}
