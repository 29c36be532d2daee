import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { finishSignIn } from '../../api/session.ts';
import { EntryForm } from './entry-form.tsx';

interface CodeFormProps {
  /** What the first step has given. */
  readonly token: string;
  readonly onSignedIn: () => void;
  /** Begins anew: the time for the code is over, or it is somebody else's turn. */
  readonly onBack: () => void;
}

/** The second step of a sign-in. */
export function CodeForm({ token, onSignedIn, onBack }: CodeFormProps) {
  const { t } = useTranslation();
  const submit = async (typed: (name: string) => string) => {
    await finishSignIn({ token, code: typed('code').trim() });
    onSignedIn();
  };
  return (
    <EntryForm submitLabel={t('auth.signIn')} onSubmit={submit}>
      <TextInput
        name="code"
        label={t('auth.code')}
        description={t('auth.codeHint')}
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        minLength={6}
        maxLength={40}
        withAsterisk={false}
        autoFocus
      />
      <Button variant="subtle" onClick={onBack}>
        {t('auth.beginAnew')}
      </Button>
    </EntryForm>
  );
}
