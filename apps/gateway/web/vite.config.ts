import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

const gateway = process.env['GATEWAY_URL'] ?? 'http://127.0.0.1:3100';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  server: { proxy: { '/api': gateway } },
  build: {
    target: 'es2022',
    // Nothing is inlined as a data: URL, so that `default-src 'self'` covers every asset.
    assetsInlineLimit: 0,
  },
});
