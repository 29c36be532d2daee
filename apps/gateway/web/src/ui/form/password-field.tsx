import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useField } from './use-field.ts';

interface PasswordFieldProps {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly autoComplete: 'current-password' | 'new-password';
}

export function PasswordField({ name, ...rest }: PasswordFieldProps) {
  const { t } = useTranslation();
  const { value, set, input, error } = useField<string>(name);
  return (
    <PasswordInput
      {...rest}
      {...input}
      error={error}
      value={value ?? ''}
      onChange={(event) => set(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': t('auth.showPassword') }}
    />
  );
}
