export { eventually } from './eventually.ts';
export { testServers, type TestServers } from './test-servers.ts';
export { uniqueName } from './unique-name.ts';
