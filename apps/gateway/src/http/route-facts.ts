import type { FastifyRequest } from 'fastify';

/** What the hooks of the HTTP server know of a route. */
export interface RouteFacts {
  /** Answered without an access token. */
  readonly public?: boolean;
  /** The reply is one record with a version. */
  readonly etag?: boolean;
  /** Path of the collection that the record of the reply has joined. */
  readonly location?: string;
  /** Asked by machines all the time: not worth a line in the log. */
  readonly quiet?: boolean;
}

/** A route that says nothing about itself needs a token. */
export const factsOf = (request: FastifyRequest): RouteFacts => request.routeOptions.config as RouteFacts;
