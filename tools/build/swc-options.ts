import type { Config } from '@swc/core';

/** How our TypeScript becomes JavaScript, in the build and in tests alike. The build adds that `./x.ts` is imported as `./x.js`. */
export const swcOptions = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2024',
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: true,
} satisfies Config;
