import 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** The code with which the request was refused; undefined for one that was not. */
    refusedWith?: string;
  }
}
