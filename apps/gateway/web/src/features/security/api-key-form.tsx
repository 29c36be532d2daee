import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { ApiKeyGrant, NewApiKey } from '@crm/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createApiKey } from '../../api/api-keys.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { ManyField, SelectField } from '../../ui/form/choice-fields.tsx';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import type { FormValues } from '../../ui/form/contract-resolver.ts';
import { PasswordField } from '../../ui/form/password-field.tsx';
import { TextField } from '../../ui/form/text-fields.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { grantWords } from './key-grants.ts';
import classes from './security.module.css';

const DAY_MS = 86_400_000;
const terms = [30, 90, 365];

const toContract = ({ days, ...rest }: FormValues) => ({
  ...rest,
  expiresAt: new Date(Date.now() + Number(days) * DAY_MS).toISOString(),
});

/** A key for a program: made with the password, and shown once. */
export function ApiKeyForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [key, setKey] = useState<string | null>(null);
  const finish = () => {
    onClose();
    void refreshAfterChange();
  };
  const grants = ApiKeyGrant.options.map((value) => ({ value, label: t(grantWords[value]) }));
  const days = terms.map((count) => ({ value: String(count), label: t('apiKey.days', { count }) }));
  if (key !== null) return <CreatedKey value={key} onDone={finish} />;
  return (
    <Sheet title={t('apiKey.create')} onClose={onClose}>
      <ContractForm
        schema={NewApiKey}
        initial={{ name: '', grants: ['client:read'], days: '90' }}
        toContract={toContract}
        submitLabel={t('apiKey.create')}
        onSubmit={async (wanted) => setKey((await createApiKey(wanted)).key)}
        onCancel={onClose}
      >
        <TextField name="name" label={t('apiKey.name')} required />
        <ManyField name="grants" label={t('apiKey.may')} choices={grants} required />
        <SelectField name="days" label={t('apiKey.goodFor')} choices={days} required />
        <PasswordField name="current" label={t('security.currentPassword')} autoComplete="current-password" />
      </ContractForm>
    </Sheet>
  );
}

interface CreatedKeyProps {
  readonly value: string;
  readonly onDone: () => void;
}

/** The only time that anybody sees it. */
function CreatedKey({ value, onDone }: CreatedKeyProps) {
  const { t } = useTranslation();
  return (
    <Sheet title={t('apiKey.created')} onClose={onDone}>
      <Stack gap="md">
        <Text size="sm">{t('apiKey.keep')}</Text>
        <code className={classes.secret}>{value}</code>
        <Group justify="flex-end" gap="sm">
          <CopyButton value={value}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? 'security.copied' : 'security.copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onDone}>{t('security.kept')}</Button>
        </Group>
      </Stack>
    </Sheet>
  );
}
