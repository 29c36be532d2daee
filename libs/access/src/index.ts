export {
  type ActorKeySet,
  createActorSigner,
  createActorVerifier,
  type SignActor,
  type VerifyActor,
} from './actor-token.ts';
export { currentActor } from './current-actor.ts';
export { explainScope, requireExplaining, sharingFinding } from './explain.ts';
export { hasPermission, isSystem, requirePermission, requireSystem } from './permission.ts';
export { actingFor, type Ownership, reaches, reachesMany, type Right, scopeOf } from './reach.ts';
export { isReadBy, readerKeys, readersFilter, type Sharing, shownTo } from './readers.ts';
export { rightsInTheBeginning, type RoleRights } from './role-rights.ts';
export { type OwnershipFields, scopeFilter } from './scope-filter.ts';
export { systemActor } from './system-actor.ts';
