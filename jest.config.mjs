import { swcOptions } from './tools/build/swc-options.ts';

/** Three rings: pure rules, parts on real servers, the whole system. */
const ring = (displayName, suffix) => ({
  displayName,
  rootDir: import.meta.dirname,
  testMatch: [`**/*.${suffix}.ts`],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/\\.crm/', '/apps/gateway/web/src/generated/'],
  modulePathIgnorePatterns: ['/dist/', '/\\.crm/'],
  // Not in the system's temporary directory: each run of the tests has one of its own.
  cacheDirectory: '<rootDir>/.crm/jest-cache',
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', swcOptions] },
});

export default {
  testSequencer: './tools/test/long-specs-first.mjs',
  projects: [ring('unit', 'spec'), ring('int', 'int-spec'), ring('e2e', 'e2e-spec')],
};
