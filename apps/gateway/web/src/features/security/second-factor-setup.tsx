import { Stack, Text } from '@mantine/core';
import { PasswordProof, SecondFactorCode, type SecondFactorSecret } from '@crm/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../../api/query-client.ts';
import { beginSecondFactor, confirmSecondFactor } from '../../api/security.ts';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import { PasswordField } from '../../ui/form/password-field.tsx';
import { TextField } from '../../ui/form/text-fields.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { QrPicture } from './qr-picture.tsx';
import { RecoveryCodeList } from './recovery-code-list.tsx';
import classes from './security.module.css';

/** The password, a picture for the telephone, a first code, and the recovery codes: one after the other. */
export function SecondFactorSetup({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [secret, setSecret] = useState<SecondFactorSecret | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const finish = () => {
    onClose();
    void refreshAfterChange();
  };
  return (
    <Sheet title={t('security.switchOn')} onClose={codes === null ? onClose : finish}>
      {codes !== null && <RecoveryCodeList codes={codes} onDone={finish} />}
      {codes === null && secret !== null && <FirstCode secret={secret} onCodes={setCodes} onCancel={onClose} />}
      {codes === null && secret === null && (
        <ContractForm
          schema={PasswordProof}
          submitLabel={t('security.next')}
          onSubmit={async ({ current }) => setSecret(await beginSecondFactor(current))}
          onCancel={onClose}
        >
          <PasswordField name="current" label={t('security.currentPassword')} autoComplete="current-password" />
        </ContractForm>
      )}
    </Sheet>
  );
}

interface FirstCodeProps {
  readonly secret: SecondFactorSecret;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onCancel: () => void;
}

function FirstCode({ secret, onCodes, onCancel }: FirstCodeProps) {
  const { t } = useTranslation();
  return (
    <ContractForm
      schema={SecondFactorCode}
      submitLabel={t('security.switchOn')}
      onSubmit={async ({ code }) => onCodes((await confirmSecondFactor(code)).codes)}
      onCancel={onCancel}
    >
      <Stack gap="xs">
        <Text size="sm">{t('security.takePicture')}</Text>
        <QrPicture text={secret.address} label={t('security.picture')} />
        <Text size="sm" c="dimmed">
          {t('security.orType')} <span className={classes.secret}>{secret.secret}</span>
        </Text>
      </Stack>
      <TextField name="code" label={t('auth.code')} autoComplete="one-time-code" inputMode="numeric" required />
    </ContractForm>
  );
}
