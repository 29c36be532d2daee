import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem.ts';
import { signInMeansQuery, visitProvider } from '../../api/session.ts';
import { useProblemText } from '../../ui/problem-text.ts';

interface ProviderButtonProps {
  /** The page that is wanted. */
  readonly next: string;
}

/** The way in by the identity provider, where the installation has one. */
export function ProviderButton({ next }: ProviderButtonProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const provider = useQuery(signInMeansQuery).data?.provider;
  const visit = useMutation({
    mutationFn: () => visitProvider(next),
    onSuccess: (address) => location.assign(address),
  });
  if (!provider) return null;
  const { name } = provider;
  const isAway = visit.isError && asProblem(visit.error).code === 'service_unavailable';
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" ta="center">
        {t('auth.or')}
      </Text>
      <Button variant="default" fullWidth loading={visit.isPending || visit.isSuccess} onClick={() => visit.mutate()}>
        {t('auth.signInBy', { name })}
      </Button>
      {visit.isError && (
        <Alert color="red" variant="light" icon={<IconAlertCircle />} role="alert">
          <Text size="sm" fw={500}>
            {isAway ? t('auth.providerAway', { name }) : problemText(visit.error)}
          </Text>
        </Alert>
      )}
    </Stack>
  );
}
