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
export { type Ownership, reaches, reachesMany, type Right, scopeOf } from './reach.ts';
export { isReadBy, readerKeys, readersFilter, type Sharing, shownTo } from './readers.ts';
export { rightsInTheBeginning, type RoleRights } from './role-rights.ts';
export { type OwnershipFields, scopeFilter, whoseFilter } from './scope-filter.ts';
export { actingFor, type KnownStandIn, markOf, onBehalfOf, type Placed, sectorStandIns } from './substitution.ts';
export { systemActor } from './system-actor.ts';
