import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor, Me } from '@crm/contracts';
import { DomainError } from '@crm/kernel';

/** Who sent the request, as the gateway knows him: the actor that the services see, and what only we need. */
export interface Caller {
  readonly actor: Actor;
  readonly departmentId: string;
  readonly name: string;
  readonly email: string;
  /** Whether the role asks for a second factor. */
  readonly secondFactorRequired: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Absent on public routes. */
    caller?: Caller;
  }
}

/** @throws DomainError `unauthenticated` on a route that is answered without a token. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new DomainError('unauthenticated');
  return request.caller;
}

/** Gives the handler the one who asks. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** What the page shows of the one who is signed in. */
export const meOf = ({ actor, name, email }: Caller): Me => ({ ...actor, name, email });
