import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../ui/problem-text.ts';

interface MoveFootProps {
  /** What the move leaves as it is. */
  readonly hint: string;
  readonly label: string;
  readonly moving: Pick<UseMutationResult<unknown, Error, void>, 'error' | 'isError' | 'isPending' | 'mutate'>;
  readonly onClose: () => void;
}

/** The end of a move, below what it concerns: what to know, why it was refused, and the button. */
export function MoveFoot({ hint, label, moving, onClose }: MoveFootProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return (
    <>
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
      {moving.isError && (
        <Alert color="red" variant="light" icon={<IconAlertCircle />} role="alert" title={problemText(moving.error)} />
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button loading={moving.isPending} onClick={() => moving.mutate()}>
          {label}
        </Button>
      </Group>
    </>
  );
}
