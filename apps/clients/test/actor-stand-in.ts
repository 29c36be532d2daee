import type { Actor } from '@crm/contracts';

/** Stand-ins for signatures: what is tested is what the services do for whom, not how tokens are signed. */
export const signActor = async (actor: Actor): Promise<string> => JSON.stringify(actor);
export const verifyActor = async (token: string): Promise<Actor> => JSON.parse(token) as Actor;
