import { runUnderOwnNode } from './bootstrap.mjs';

await runUnderOwnNode('tools/test/main.ts');
