import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { compress } from './compress-plugin.ts';

const gateway = process.env['GATEWAY_URL'] ?? 'http://127.0.0.1:3100';

const inMantine = (names: string) => String.raw`@mantine/core/esm/(?:${names})/`;

/** Few files instead of dozens of crumbs. What opens over a page is apart: signing in does without it. */
const groups = [
  {
    name: 'framework',
    priority: 3,
    test: /node_modules\/(?:react|react-dom|scheduler|i18next|react-i18next|@tanstack\/(?!react-virtual|virtual-core)[\w-]+)\//,
  },
  {
    name: 'components',
    priority: 2,
    test: new RegExp(
      inMantine(
        'core|components/(?:Button|ActionIcon|Group|Stack|Text|Title|Alert|Input|InputBase|TextInput|PasswordInput|' +
          'SegmentedControl|FloatingIndicator|UnstyledButton|VisuallyHidden|Loader|Skeleton|ThemeIcon|CloseButton|Transition|Portal)',
      ) + '|@mantine/hooks/',
    ),
  },
  {
    // Toasts need it too, long before the first overlay opens.
    name: 'remove-scroll',
    priority: 2,
    test: /node_modules\/(?:react-remove-scroll|react-remove-scroll-bar|react-style-singleton|use-sidecar|use-callback-ref|get-nonce|tslib)\//,
  },
  {
    name: 'overlays',
    priority: 1,
    test: new RegExp(
      '@floating-ui|' +
        inMantine('components/(?:Popover|Menu|Tooltip|ScrollArea|Modal|ModalBase|Overlay|Drawer|FocusTrap)'),
    ),
  },
];

export default defineConfig({
  plugins: [react(), compress()],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  server: { proxy: { '/api': gateway } },
  build: {
    target: 'es2023',
    // Nothing is inlined as a data: URL, so that `default-src 'self'` covers every asset.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
});
