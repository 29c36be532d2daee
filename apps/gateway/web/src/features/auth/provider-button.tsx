import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem.ts';
import { signInMeansQuery, visitProvider } from '../../api/session.ts';
import { useProblemText } from '../../ui/problem-text.ts';

interface ProviderButtonProps {
  /** The page that is wanted. */
  readonly next: string;
  /** Whether the provider is visited in a window of its own, so that this page stays with all that was typed on it. */
  readonly apart?: boolean;
}

const WINDOW = 'popup,width=520,height=720';

/** The way in by the identity provider, where the installation has one. */
export function ProviderButton({ next, apart = false }: ProviderButtonProps) {
  const { t } = useTranslation();
  const provider = useQuery(signInMeansQuery).data?.provider;
  const [blocked, setBlocked] = useState(false);
  const visit = useMutation({
    mutationFn: async (window: Window) => {
      const address = await visitProvider(next);
      window.location.assign(address);
    },
    onError: (_error, window) => apart && window.close(),
  });
  if (!provider) return null;
  const { name } = provider;
  const go = () => {
    // Opened by the click itself: a browser lets nothing open later.
    const place = apart ? open('about:blank', 'crm.sign-in', WINDOW) : window;
    setBlocked(place === null);
    if (place !== null) visit.mutate(place);
  };
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" ta="center">
        {t('auth.or')}
      </Text>
      <Button variant="default" fullWidth loading={visit.isPending || (visit.isSuccess && !apart)} onClick={go}>
        {t('auth.signInBy', { name })}
      </Button>
      <VisitProblem error={visit.error} blocked={blocked} name={name} />
    </Stack>
  );
}

interface VisitProblemProps {
  readonly error: unknown;
  /** The browser has opened no window. */
  readonly blocked: boolean;
  readonly name: string;
}

function VisitProblem({ error, blocked, name }: VisitProblemProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  if (error === null && !blocked) return null;
  const isAway = error !== null && asProblem(error).code === 'service_unavailable';
  const told = isAway ? t('auth.providerAway', { name }) : problemText(error);
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle />} role="alert">
      <Text size="sm" fw={500}>
        {blocked ? t('auth.windowBlocked') : told}
      </Text>
    </Alert>
  );
}
