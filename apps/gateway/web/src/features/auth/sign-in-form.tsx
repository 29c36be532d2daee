import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignIn } from '@crm/contracts';
import { signIn } from '../../api/session.ts';
import { useProblemText } from '../../ui/problem-text.ts';

interface SignInFormProps {
  readonly email?: string;
  readonly onSignedIn: () => void;
}

function credentialsOf(form: HTMLFormElement): SignIn {
  const values = new FormData(form);
  const textOf = (name: string): string => {
    const value = values.get(name);
    return typeof value === 'string' ? value : '';
  };
  return { email: textOf('email').trim(), password: textOf('password') };
}

/** Two inputs and the browser's own checks: the first page that anybody loads does without the machinery of forms. */
export function SignInForm({ email = '', onSignedIn }: SignInFormProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    signIn(credentialsOf(event.currentTarget))
      .then(onSignedIn, setProblem)
      .finally(() => setBusy(false));
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          name="email"
          type="email"
          label={t('auth.email')}
          autoComplete="username"
          required
          withAsterisk={false}
          defaultValue={email}
          data-autofocus={email === '' || undefined}
        />
        <PasswordInput
          name="password"
          label={t('auth.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          data-autofocus={email !== '' || undefined}
          visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
        />
        {problem !== null && (
          <Alert color="red" variant="light" icon={<IconAlertCircle />} role="alert">
            <Text size="sm" fw={500}>
              {problemText(problem)}
            </Text>
          </Alert>
        )}
        <Button type="submit" fullWidth mt="xs" loading={busy}>
          {t('auth.signIn')}
        </Button>
      </Stack>
    </form>
  );
}
