import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const inTransaction = "CallExpression[callee.property.name='run'][callee.object.property.name='transaction']";

/** Constructs that have cost somebody data (docs/adr/0004): the message says what to use instead. */
const dangerous = [
  {
    selector:
      "CallExpression[callee.property.name='withTransaction'], CallExpression[callee.property.name='startTransaction']",
    message: 'Write through Transaction.run: only it retries, bounds and traces the transaction (M2, M3).',
  },
  {
    selector: "MemberExpression[property.name='collection'][object.name=/[Mm]odel$/]",
    message: 'A native collection is outside of the transaction (M2): use the model.',
  },
  {
    selector: "CallExpression[callee.property.name='save'][arguments.length=0]",
    message: 'A loaded document loses its change when the transaction runs again (M1): change the record by a query.',
  },
  {
    selector: `${inTransaction} CallExpression[callee.object.name='Promise'][callee.property.name=/^(all|allSettled|any|race)$/]`,
    message: 'A transaction does one thing at a time (M5): await one operation after the other.',
  },
  ...[
    '[callee.object.property.name=/^(queue|jobs|publisher|rpc)$/][callee.property.name=/^(add|publish|call)$/]',
    "[callee.name='fetch']",
  ].map((effect) => ({
    selector: `${inTransaction} CallExpression${effect}`,
    message: 'A transaction may run twice or fail (M6): put the effect off with afterCommit.',
  })),
  {
    selector: "Property[key.name='requeue'][value.value=true]",
    message: 'A message put back at once comes back at once: retry through a queue with a pause.',
  },
  {
    selector: "CallExpression[callee.object.name='channel'][callee.property.name='on'][arguments.0.value='error']",
    message: 'A listener for errors leaves a dead channel that looks alive (A2): let the connection be rebuilt.',
  },
];

/** For what runs in production: migrations and tests are outside of any transaction. */
const nativeCollections = [
  {
    selector:
      "CallExpression[callee.property.name='collection']:matches([callee.object.name=/^(connection|db)$/], [callee.object.property.name=/^(connection|db)$/])",
    message: 'A native collection is outside of the transaction (M2): use the model.',
  },
];

const sizes = {
  'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 3],
};

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '.crm/', 'coverage/', 'apps/gateway/web/src/generated/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...sizes,
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...dangerous, ...nativeCollections],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An interface method written as a method is fine for rules and ports; the rule's gain is small here.
      '@typescript-eslint/unbound-method': 'off',
      // Handlers are async so that a refusal is always a rejected promise, never a thrown one.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // Nest injects by the class that the metadata names: an import of a type only would lose it.
    files: [
      'apps/*/src/**/*.ts',
      'libs/{audit,boot,card-sections,jobs,known-clients,messaging,outbox,persistence,redis,observability}/src/**/*.ts',
    ],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    // A constructor is where a class says what it needs: up to six things, the seventh means two classes.
    files: [
      'apps/*/src/**/*.{service,controller,repository,job,worker,module}.ts',
      'libs/outbox/src/{outbox,outbox.module,relay/outbox-relay,relay/relay-progress}.ts',
    ],
    rules: { 'max-params': 'off', '@typescript-eslint/max-params': ['error', { max: 6 }] },
  },
  {
    files: ['**/*.{spec,int-spec,e2e-spec,test}.{ts,tsx}', '**/test/**', 'e2e/**'],
    rules: {
      'no-restricted-syntax': ['error', ...dangerous],
      'max-lines-per-function': 'off',
      'max-lines': ['error', 400],
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: [
      'libs/persistence/src/migrat*.ts',
      'apps/*/src/migrations/**',
      'apps/*/src/**/seed-*.ts',
      'libs/testing/**',
    ],
    rules: { 'no-restricted-syntax': ['error', ...dangerous] },
  },
  {
    // Here the dangerous is done on purpose, to show what it costs.
    files: ['libs/persistence/src/mongo-rules.int-spec.ts', 'libs/persistence/test/hold-record.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['apps/gateway/web/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: { 'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', module: 'writable' } },
  },
);
