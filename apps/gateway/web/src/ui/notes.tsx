import { Button, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCloudOff, IconMoodEmpty, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { asProblem } from '../api/problem.ts';
import { useProblemText } from './problem-text.ts';

interface EmptyNoteProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly hint?: string;
  readonly action?: ReactNode;
}

/** What stands where there is nothing to show: one sentence and the way on. */
export function EmptyNote({ icon = <IconMoodEmpty stroke={1.4} />, title, hint, action }: EmptyNoteProps) {
  return (
    <Stack align="center" gap={6} py="xl" px="md" ta="center">
      <ThemeIcon variant="light" size={52} radius="xl" mb={4} aria-hidden>
        {icon}
      </ThemeIcon>
      <Text fw={600}>{title}</Text>
      {hint !== undefined && (
        <Text size="sm" c="dimmed" maw={380}>
          {hint}
        </Text>
      )}
      {action !== undefined && <Group mt="xs">{action}</Group>}
    </Stack>
  );
}

interface ProblemNoteProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** A refusal in place of what was asked for: what happened, the number to quote, and another try. */
export function ProblemNote({ error, onRetry }: ProblemNoteProps) {
  const { t } = useTranslation();
  const problem = asProblem(error);
  return (
    <Stack align="center" gap={6} py="xl" px="md" ta="center" role="alert">
      <ThemeIcon variant="light" color="gray" size={52} radius="xl" mb={4} aria-hidden>
        <IconCloudOff stroke={1.4} />
      </ThemeIcon>
      <Text fw={600}>{useProblemText()(problem)}</Text>
      {problem.requestId !== undefined && (
        <Text size="xs" c="dimmed">
          {t('problem.requestId', { id: problem.requestId })}
        </Text>
      )}
      {onRetry !== undefined && (
        <Button mt="xs" variant="light" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
          {t('action.retry')}
        </Button>
      )}
    </Stack>
  );
}
