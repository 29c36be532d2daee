import type { FastifyContextConfig } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered without an access token. A route that says nothing about itself needs one. */
    readonly public?: boolean;
    /** The reply is one record with a version. */
    readonly etag?: boolean;
    /** Path of the collection that the record of the reply has joined. */
    readonly location?: string;
    /** Asked by machines all the time: not worth a line in the log. */
    readonly quiet?: boolean;
    /** The reply is JSON that was ready, with a tag of its own. */
    readonly bytes?: boolean;
    /** Takes a form with files; every other route takes JSON. */
    readonly form?: boolean;
    /** The reply holds a secret: it is not kept for a repetition of the request. */
    readonly secret?: boolean;
    /** For people alone, not for programs that show a key. */
    readonly personal?: boolean;
    /** Open also to those whose role asks for a second factor that they have still to set up. */
    readonly setUp?: boolean;
    /** The reply goes on for as long as the caller listens. */
    readonly stream?: boolean;
  }
}

/** What the hooks of the HTTP server know of a route. */
export type RouteFacts = Pick<
  FastifyContextConfig,
  'public' | 'etag' | 'bytes' | 'location' | 'quiet' | 'form' | 'secret' | 'personal' | 'setUp' | 'stream'
>;

/** Marks in the description of the API a change that cannot be repeated under a key. */
export const UNREPEATABLE = 'x-unrepeatable';
