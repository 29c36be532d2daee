export {
  type ActorKeySet,
  createActorSigner,
  createActorVerifier,
  type SignActor,
  type VerifyActor,
} from './actor-token.ts';
export { currentActor } from './current-actor.ts';
export { hasPermission, isSystem, type Permission, requirePermission, requireSystem } from './permission.ts';
export { type OwnershipFields, scopeFilter } from './scope-filter.ts';
export { systemActor } from './system-actor.ts';
