import { runUnderOwnNode } from './bootstrap.mjs';

await runUnderOwnNode('tools/start/main.ts');
