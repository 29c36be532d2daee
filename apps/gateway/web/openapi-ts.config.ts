import { defineConfig } from '@hey-api/openapi-ts';

/** The client of the API is made from its description; nothing in `src/generated` is written by hand. */
export default defineConfig({
  input: '../openapi.json',
  output: { path: 'src/generated', header: ({ defaultValue }) => ['// @ts-nocheck', ...defaultValue] },
  plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
});
