export { aHead, aManager, anAdministrator } from './actors.ts';
export { eventually } from './eventually.ts';
export { failMongo, healMongo, type MongoFailure } from './mongo-failures.ts';
export { fiftyRivals, oneWins, type Rivalry } from './rivals.ts';
export { ServiceContext, startServiceContext, type ServiceParts } from './service-context.ts';
export { SeverableLink } from './severable-link.ts';
export { testDatabase, type TestDatabase } from './test-database.ts';
export { testServers, type TestServers } from './test-servers.ts';
export { uniqueName } from './unique-name.ts';
