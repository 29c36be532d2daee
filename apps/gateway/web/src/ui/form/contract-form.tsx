import '@mantine/core/styles/List.css';
import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { FormProvider, useForm, type FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { asProblem, type ProblemError } from '../../api/problem.ts';
import { useProblemText } from '../problem-text.ts';
import { contractResolver, type FormValues } from './contract-resolver.ts';
import { fieldPath } from './field-path.ts';
import classes from './contract-form.module.css';

interface ContractFormProps<Output> {
  /** The contract that the form fills: it checks the input before anything is sent. */
  readonly schema: z.ZodType<Output>;
  readonly initial?: FieldValues;
  /** Form values as the contract wants them, where the two differ. */
  readonly toContract?: (values: FormValues) => unknown;
  readonly onSubmit: (output: Output) => Promise<unknown>;
  readonly submitLabel: string;
  readonly submitColor?: string;
  readonly onCancel?: () => void;
  /** What leaves the form is called, where it is more than that. */
  readonly cancelLabel?: string;
  readonly children: ReactNode;
}

/** A form over a contract. Refusals of the gateway appear at the fields that they point at, and above the button. */
export function ContractForm<Output>(props: ContractFormProps<Output>) {
  const {
    schema,
    initial = {},
    toContract,
    onSubmit,
    submitLabel,
    submitColor,
    onCancel,
    cancelLabel,
    children,
  } = props;
  const { t } = useTranslation();
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const form = useForm<FieldValues, unknown, Output>({
    resolver: contractResolver(schema, toContract),
    defaultValues: initial,
  });

  const submit = form.handleSubmit(async (output) => {
    setProblem(null);
    try {
      await onSubmit(output);
    } catch (error) {
      const refusal = asProblem(error);
      setProblem(refusal);
      for (const { pointer, message } of refusal.fields) form.setError(fieldPath(pointer), { type: 'server', message });
    }
  });

  return (
    <FormProvider {...form}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          {children}
          {problem !== null && <ProblemAlert problem={problem} />}
          <Group justify="flex-end" gap="sm" className={classes.foot}>
            {onCancel !== undefined && (
              <Button variant="default" onClick={onCancel}>
                {cancelLabel ?? t('action.cancel')}
              </Button>
            )}
            <Button
              type="submit"
              loading={form.formState.isSubmitting}
              {...(submitColor !== undefined && { color: submitColor })}
            >
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </FormProvider>
  );
}

function ProblemAlert({ problem }: { readonly problem: ProblemError }) {
  const { t } = useTranslation();
  const text = useProblemText()(problem);
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle />} role="alert">
      <Text size="sm" fw={500}>
        {text}
      </Text>
      {problem.fields.length > 0 && (
        <List size="sm">
          {problem.fields.map(({ pointer, message }) => (
            <List.Item key={pointer + message}>{message}</List.Item>
          ))}
        </List>
      )}
      {problem.requestId !== undefined && problem.status >= 500 && (
        <Text size="xs" c="dimmed">
          {t('problem.requestId', { id: problem.requestId })}
        </Text>
      )}
    </Alert>
  );
}
