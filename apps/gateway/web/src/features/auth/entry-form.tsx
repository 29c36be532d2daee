import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, retryAfterOf } from '../../api/problem.ts';
import { useProblemText } from '../../ui/problem-text.ts';

interface EntryFormProps {
  readonly submitLabel: string;
  /** Sends what was typed; what it throws is shown. */
  readonly onSubmit: (typed: (name: string) => string) => Promise<unknown>;
  readonly children: ReactNode;
}

function readerOf(form: HTMLFormElement): (name: string) => string {
  const values = new FormData(form);
  return (name) => {
    const value = values.get(name);
    return typeof value === 'string' ? value : '';
  };
}

/** A few inputs and the browser's own checks: the first page that anybody loads does without the machinery of forms. */
export function EntryForm({ submitLabel, onSubmit, children }: EntryFormProps) {
  const problemText = useProblemText();
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const { t } = useTranslation();
  const refusal = asProblem(problem);
  const retryAfter = retryAfterOf(refusal);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    onSubmit(readerOf(event.currentTarget))
      .catch(setProblem)
      .finally(() => setBusy(false));
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {children}
        {problem !== null && (
          <Alert color="red" variant="light" icon={<IconAlertCircle />} role="alert">
            <Text size="sm" fw={500}>
              {refusal.fields[0]?.message ?? problemText(problem)}
            </Text>
            {retryAfter !== undefined && (
              <Text size="sm">{t('auth.tryAgainIn', { count: Math.ceil(retryAfter / 60) })}</Text>
            )}
          </Alert>
        )}
        <Button type="submit" fullWidth mt="xs" loading={busy}>
          {submitLabel}
        </Button>
      </Stack>
    </form>
  );
}
