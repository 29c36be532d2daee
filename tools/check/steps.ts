import type { Step } from './run-steps.ts';

const bin = (name: string, ...args: string[]): Step['command'] => ['node', `node_modules/.bin/${name}`, ...args];

/** Everything about the repository that can be said without running the product. */
export const steps: readonly Step[] = [
  { name: 'types', command: bin('tsc', '-p', 'tsconfig.json') },
  { name: 'types of the page', command: ['npm', 'run', '--silent', '--workspace', '@crm/web', 'types'] },
  {
    name: 'lint',
    command: bin('eslint', '--cache', '--cache-strategy', 'content', '--cache-location', '.crm/eslint.cache', '.'),
  },
  { name: 'format', command: bin('prettier', '--check', '--log-level', 'warn', '.') },
  { name: 'dependency rules', command: bin('depcruise', '--config', '.dependency-cruiser.cjs', 'libs', 'apps') },
  { name: 'unused code and dependencies', command: bin('knip') },
  { name: 'compose file', command: bin('dclint', '--max-warnings', '0', 'docker-compose.yml') },
  { name: 'generator of features', command: ['node', 'tools/check/generated-feature.ts'] },
];
