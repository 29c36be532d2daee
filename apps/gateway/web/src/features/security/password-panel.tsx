import { Button, Text } from '@mantine/core';
import { PasswordChange } from '@crm/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../../api/query-client.ts';
import { changePassword } from '../../api/session.ts';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import { PasswordField } from '../../ui/form/password-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';

/** The way to another password. */
export function PasswordPanel() {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  return (
    <Panel title={t('auth.password')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('security.passwordHint')}
      </Text>
      <Button variant="default" onClick={() => setChanging(true)}>
        {t('security.changePassword')}
      </Button>
      {changing && <PasswordForm onClose={() => setChanging(false)} />}
    </Panel>
  );
}

function PasswordForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const submit = async (change: PasswordChange) => {
    await changePassword(change);
    toast.done(t('security.passwordChanged'));
    onClose();
    await refreshAfterChange();
  };
  return (
    <Sheet title={t('security.changePassword')} onClose={onClose}>
      <ContractForm schema={PasswordChange} submitLabel={t('action.save')} onSubmit={submit} onCancel={onClose}>
        <PasswordField name="current" label={t('security.currentPassword')} autoComplete="current-password" />
        <PasswordField
          name="password"
          label={t('auth.newPassword')}
          description={t('auth.passwordHint')}
          autoComplete="new-password"
        />
      </ContractForm>
    </Sheet>
  );
}
