import { KnownClientsModule } from '@crm/known-clients';

/** Clients as the clients service tells of them. */
export const knownClients = KnownClientsModule.forService('deals');
