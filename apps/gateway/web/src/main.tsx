import './app/mantine.css';
import '@fontsource-variable/inter';
import './ui/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod/v4/core';
import { connectClient } from './api/connect.ts';
import { startLanguage } from './app/i18n.ts';
import { Providers } from './app/providers.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');

// Compiled parsers need `eval`, which the Content-Security-Policy of the page refuses. Contracts are loaded later.
config({ jitless: true });
connectClient();
await startLanguage();
createRoot(root).render(
  <StrictMode>
    <Providers />
  </StrictMode>,
);
