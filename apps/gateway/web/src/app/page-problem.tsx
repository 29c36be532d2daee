import { Button, Container } from '@mantine/core';
import { IconCompass } from '@tabler/icons-react';
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyNote, ProblemNote } from '../ui/notes.tsx';

export function PageProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Container size="xs" py="xl">
      <ProblemNote error={error} onRetry={retry} />
    </Container>
  );
}

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Container size="xs" py="xl">
      <EmptyNote
        icon={<IconCompass stroke={1.4} />}
        title={t('notFound.title')}
        hint={t('notFound.hint')}
        action={
          <Button variant="light" renderRoot={(props) => <Link to="/" {...props} />}>
            {t('notFound.home')}
          </Button>
        }
      />
    </Container>
  );
}
