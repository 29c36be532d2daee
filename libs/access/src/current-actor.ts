import type { Actor } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { currentRequest } from '@crm/observability';

/**
 * Who asks, as the token of the message being handled says.
 *
 * @throws DomainError `unauthenticated` outside of a request or for a message without a token.
 */
export function currentActor(): Actor {
  const actor = currentRequest()?.actor;
  if (!actor) throw new DomainError('unauthenticated');
  return actor as Actor;
}
