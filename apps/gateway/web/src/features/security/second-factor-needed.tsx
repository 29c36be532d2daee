import { Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../api/query-client.ts';
import { secondFactorIsThere, signOut } from '../../api/session.ts';
import { SetupSteps } from './second-factor-setup.tsx';

/** The reader's role asks for a second factor: the page waits under this dialog until he has set one up, or leaves. */
export default function SecondFactorNeeded() {
  const { t } = useTranslation();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const goOn = () => {
    secondFactorIsThere();
    void queryClient.invalidateQueries();
  };
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      title={t('security.neededTitle')}
      radius="lg"
      zIndex={400}
    >
      <Text size="sm" c="dimmed" mb="md">
        {t('security.neededHint')}
      </Text>
      <SetupSteps
        codes={codes}
        onCodes={setCodes}
        onDone={goOn}
        cancelLabel={t('auth.signOut')}
        onCancel={() => void signOut()}
      />
    </Modal>
  );
}
