/** The arrows that are allowed between parts (docs/architecture.md); everything else is an error. */

const lib = (name, allowed) => ({
  name: `lib-${name}`,
  severity: 'error',
  comment: `libs/${name} may use ${allowed.length > 0 ? allowed.join(', ') : 'no other lib'}`,
  from: { path: `^libs/${name}/src`, pathNot: '\\.(spec|int-spec)\\.ts$' },
  to: { path: '^(libs|apps)/', pathNot: `^libs/(${[name, ...allowed].join('|')})/` },
});

const specs = '\\.(spec|int-spec|e2e-spec|test)\\.tsx?$';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(libs|apps)/',
        pathNot: [
          specs,
          '/(main|migrate|openapi|crm)\\.ts$',
          '\\.d\\.ts$',
          'config\\.ts$',
          '^apps/gateway/web/public/',
        ],
      },
      to: {},
    },
    lib('kernel', []),
    lib('contracts', ['kernel']),
    lib('config', ['kernel']),
    lib('observability', ['kernel']),
    lib('access', ['kernel', 'contracts', 'observability']),
    lib('messaging', ['kernel', 'contracts', 'observability', 'config', 'access']),
    lib('persistence', ['kernel', 'config', 'observability']),
    lib('redis', ['kernel', 'config', 'observability']),
    lib('jobs', ['kernel', 'config', 'observability', 'redis']),
    lib('outbox', ['kernel', 'contracts', 'config', 'observability', 'access', 'messaging', 'persistence']),
    lib('audit', ['kernel', 'contracts', 'observability', 'access', 'messaging', 'persistence']),
    lib('card-sections', ['kernel', 'contracts', 'messaging', 'persistence', 'outbox']),
    lib('known-clients', ['kernel', 'contracts', 'access', 'messaging', 'persistence', 'outbox']),
    lib('boot', [
      'audit',
      'kernel',
      'contracts',
      'config',
      'observability',
      'access',
      'messaging',
      'persistence',
      'outbox',
      'redis',
      'jobs',
    ]),
    {
      name: 'app-to-app',
      severity: 'error',
      comment: 'Services speak over RabbitMQ, never by import',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'contracts-in-the-browser',
      severity: 'error',
      comment: 'The page imports contracts: nothing in them may need Node or Nest',
      from: { path: '^libs/(kernel|contracts)/src' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'page-uses-contracts-only',
      severity: 'error',
      from: { path: '^apps/gateway/web/src' },
      to: { path: '^(libs|apps)/', pathNot: '^(libs/(contracts|kernel)|apps/gateway/web)/' },
    },
    {
      name: 'page-feature-to-feature',
      severity: 'error',
      comment: 'Features of the page are put together by its pages (src/app), never by each other',
      from: { path: '^apps/gateway/web/src/features/([^/]+)/' },
      to: { path: '^apps/gateway/web/src/features/', pathNot: '^apps/gateway/web/src/features/$1/' },
    },
    {
      name: 'page-layers',
      severity: 'error',
      comment: 'What features stand on knows nothing of them',
      from: { path: '^apps/gateway/web/src/(api|ui|lib)/' },
      to: { path: '^apps/gateway/web/src/(app|features)/' },
    },
    {
      name: 'page-features-below-pages',
      severity: 'error',
      from: { path: '^apps/gateway/web/src/features/' },
      to: { path: '^apps/gateway/web/src/app/' },
    },
    {
      name: 'testing-in-tests-only',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: [specs, '/test/', '^libs/testing/'] },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'models-in-repositories-only',
      severity: 'error',
      comment: 'Only a repository knows how a record is stored; controllers and services ask it',
      from: { path: '^apps/.+\\.(controller|service)\\.ts$' },
      to: { path: '\\.schema\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'controllers-ask-services',
      severity: 'error',
      from: { path: '^apps/(clients|deals|activities)/.+\\.controller\\.ts$' },
      to: { path: '\\.repository\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
