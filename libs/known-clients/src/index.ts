export { KnownClientRepository } from './known-client.repository.ts';
export { knownClientSchema } from './known-client.schema.ts';
export { KnownClientService, type NewWork } from './known-client.service.ts';
export { KnownClientsModule } from './known-clients.module.ts';
export { type StoredOnBehalf, storedOnBehalfSchema, toMadeOnBehalf, toStoredOnBehalf } from './stored-on-behalf.ts';
