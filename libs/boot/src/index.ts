export { bootMigrations, type MigrationPlan } from './boot-migrations.ts';
export { bootService } from './boot-service.ts';
export { LinksModule, databaseName, type ServiceLinks } from './links.module.ts';
export { exitOnUncaught, stopOnSignals } from './process-life.ts';
export { serviceEnvironment, type ServiceConfig } from './service-environment.ts';
export { startService, type RunningService, type ServiceDefinition } from './start-service.ts';
