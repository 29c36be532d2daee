import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@fontsource-variable/golos-text';
import './ui/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectClient } from './api/connect.ts';
import { startLanguage } from './app/i18n.ts';
import { Providers } from './app/providers.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');

connectClient();
await startLanguage();
createRoot(root).render(
  <StrictMode>
    <Providers />
  </StrictMode>,
);
