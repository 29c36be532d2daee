import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../api/query-client.ts';
import { useMaybeMe, useSession } from '../api/use-session.ts';
import { Format } from '../lib/format.ts';
import { FormatContext } from '../lib/use-format.ts';
import { router } from './router.tsx';
import { cssVariables, theme } from './theme.ts';

const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** 24 hours and the day before the month in English too, as the rest of the page writes them. */
const localeOf = (language: string): string => (language === 'ru' ? 'ru' : 'en-GB');

function useReaderFormat(): Format {
  const { i18n } = useTranslation();
  const zone = useMaybeMe()?.timeZone ?? browserZone;
  return useMemo(() => new Format(localeOf(i18n.language), zone), [i18n.language, zone]);
}

/** A session that is over takes the page back to the sign-in, and nothing of it stays in memory. */
function useLeaveWhenSignedOut(): void {
  const { phase } = useSession();
  useEffect(() => {
    if (phase !== 'signed-out') return;
    queryClient.clear();
    void router.invalidate();
  }, [phase]);
}

export function Providers() {
  useLeaveWhenSignedOut();
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <FormatContext value={useReaderFormat()}>
          <RouterProvider router={router} />
        </FormatContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}
