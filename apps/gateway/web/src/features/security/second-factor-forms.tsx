import { FullProof } from '@crm/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../../api/query-client.ts';
import { removeSecondFactor, renewRecoveryCodes } from '../../api/security.ts';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import { PasswordField } from '../../ui/form/password-field.tsx';
import { TextField } from '../../ui/form/text-fields.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { RecoveryCodeList } from './recovery-code-list.tsx';

interface ProofFormProps {
  readonly submitLabel: string;
  readonly onSubmit: (proof: FullProof) => Promise<unknown>;
  readonly onCancel: () => void;
}

function ProofForm(props: ProofFormProps) {
  const { t } = useTranslation();
  return (
    <ContractForm schema={FullProof} {...props}>
      <PasswordField name="current" label={t('security.currentPassword')} autoComplete="current-password" />
      <TextField
        name="code"
        label={t('auth.code')}
        description={t('auth.codeHint')}
        autoComplete="one-time-code"
        required
      />
    </ContractForm>
  );
}

/** Ten other recovery codes, when those before are used up or have been seen. */
export function RenewRecoveryCodes({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const finish = () => {
    onClose();
    void refreshAfterChange();
  };
  return (
    <Sheet title={t('security.renewCodes')} onClose={codes === null ? onClose : finish}>
      {codes === null ? (
        <ProofForm
          submitLabel={t('security.renewCodes')}
          onSubmit={async (proof) => setCodes((await renewRecoveryCodes(proof)).codes)}
          onCancel={onClose}
        />
      ) : (
        <RecoveryCodeList codes={codes} onDone={finish} />
      )}
    </Sheet>
  );
}

/** From then on the password alone is enough. */
export function RemoveSecondFactor({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const submit = async (proof: FullProof) => {
    await removeSecondFactor(proof);
    toast.done(t('security.switchedOff'));
    onClose();
    await refreshAfterChange();
  };
  return (
    <Sheet title={t('security.switchOff')} onClose={onClose}>
      <ProofForm submitLabel={t('security.switchOff')} onSubmit={submit} onCancel={onClose} />
    </Sheet>
  );
}
