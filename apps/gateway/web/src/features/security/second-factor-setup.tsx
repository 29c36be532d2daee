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

/** Sets up a second factor that its owner wants by himself. */
export function SecondFactorSetup({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const finish = () => {
    onClose();
    void refreshAfterChange();
  };
  return (
    <Sheet title={t('security.switchOn')} onClose={codes === null ? onClose : finish}>
      <SetupSteps codes={codes} onCodes={setCodes} onDone={finish} onCancel={onClose} />
    </Sheet>
  );
}

interface SetupStepsProps {
  /** The recovery codes, once it is on. */
  readonly codes: readonly string[] | null;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onDone: () => void;
  readonly onCancel: () => void;
  readonly cancelLabel?: string;
}

/** The password, a picture for the telephone, a first code, and the recovery codes: one after the other. */
export function SetupSteps({ codes, onCodes, onDone, ...leaving }: SetupStepsProps) {
  const { t } = useTranslation();
  const [secret, setSecret] = useState<SecondFactorSecret | null>(null);
  if (codes !== null) return <RecoveryCodeList codes={codes} onDone={onDone} />;
  if (secret !== null) return <FirstCode secret={secret} onCodes={onCodes} {...leaving} />;
  return (
    <ContractForm
      schema={PasswordProof}
      submitLabel={t('security.next')}
      onSubmit={async ({ current }) => setSecret(await beginSecondFactor(current))}
      {...leaving}
    >
      <PasswordField name="current" label={t('security.currentPassword')} autoComplete="current-password" />
    </ContractForm>
  );
}

interface FirstCodeProps extends Pick<SetupStepsProps, 'onCodes' | 'onCancel' | 'cancelLabel'> {
  readonly secret: SecondFactorSecret;
}

function FirstCode({ secret, onCodes, ...leaving }: FirstCodeProps) {
  const { t } = useTranslation();
  return (
    <ContractForm
      schema={SecondFactorCode}
      submitLabel={t('security.switchOn')}
      onSubmit={async ({ code }) => onCodes((await confirmSecondFactor(code)).codes)}
      {...leaving}
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
