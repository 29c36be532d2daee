import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../../api/query-client.ts';
import { useProblemText } from '../../ui/problem-text.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';

interface DeleteDialogProps {
  readonly title: string;
  readonly hint: string;
  readonly label: string;
  /** What is said when it is deleted. */
  readonly done: string;
  readonly remove: () => Promise<unknown>;
  /** What else is known of a refusal. */
  readonly moreOf?: (error: unknown) => string | undefined;
  readonly onClose: () => void;
}

/** Asks once more before something is deleted; what is in use is refused by the gateway. */
export function DeleteDialog({ title, hint, label, done, remove, moreOf, onClose }: DeleteDialogProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const deleting = useMutation({
    mutationFn: remove,
    onSuccess: async () => {
      toast.done(done);
      onClose();
      await refreshAfterChange();
    },
  });
  return (
    <Sheet title={title} onClose={onClose} size="sm">
      <Stack gap="md">
        <Text size="sm">{hint}</Text>
        {deleting.isError && (
          <Alert
            color="red"
            variant="light"
            icon={<IconAlertCircle />}
            role="alert"
            title={problemText(deleting.error)}
          >
            {moreOf?.(deleting.error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button color="red" loading={deleting.isPending} onClick={() => deleting.mutate()}>
            {label}
          </Button>
        </Group>
      </Stack>
    </Sheet>
  );
}
