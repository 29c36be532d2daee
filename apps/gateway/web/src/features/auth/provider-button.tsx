import { Button, Divider, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { signInMeansQuery, visitProvider } from '../../api/session.ts';
import { ProblemNote } from '../../ui/notes.tsx';

interface ProviderButtonProps {
  /** The page that is wanted. */
  readonly next: string;
}

/** The way in by the identity provider, where the installation has one. */
export function ProviderButton({ next }: ProviderButtonProps) {
  const { t } = useTranslation();
  const provider = useQuery(signInMeansQuery).data?.provider;
  const visit = useMutation({
    mutationFn: () => visitProvider(next),
    onSuccess: (address) => location.assign(address),
  });
  if (!provider) return null;
  return (
    <Stack gap="md">
      <Divider label={t('auth.or')} />
      <Button variant="default" fullWidth loading={visit.isPending || visit.isSuccess} onClick={() => visit.mutate()}>
        {t('auth.signInBy', { name: provider.name })}
      </Button>
      {visit.isError && <ProblemNote error={visit.error} />}
    </Stack>
  );
}
