import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The address by which somebody is known here, as password managers fill it in. */
export function EmailInput({ known = '' }: { readonly known?: string }) {
  const { t } = useTranslation();
  return (
    <TextInput
      name="email"
      type="email"
      label={t('auth.email')}
      autoComplete="username"
      required
      withAsterisk={false}
      defaultValue={known}
      data-autofocus={known === '' || undefined}
    />
  );
}
