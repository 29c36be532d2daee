import { Modal, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '@crm/contracts';
import { queryClient } from '../../api/query-client.ts';
import { onSignedInElsewhere, renewToken } from '../../api/session.ts';
import { ProviderButton } from './provider-button.tsx';
import { SignInForm } from './sign-in-form.tsx';

const goOn = () => void queryClient.invalidateQueries();

/**
 * The session ended while the page was open: the page stays under this dialog with everything that was typed. Whoever signs in
 * in another window, such as the one of the identity provider, has signed in here as well.
 */
export default function SignInAgain({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  useEffect(() => onSignedInElsewhere(() => void renewToken().then(goOn, () => undefined)), []);
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      title={t('auth.againTitle')}
      radius="lg"
      zIndex={500}
    >
      <Text size="sm" c="dimmed" mb="md">
        {t('auth.againHint', { name: me.name })}
      </Text>
      <Stack gap="md">
        <SignInForm email={me.email} onSignedIn={goOn} />
        <ProviderButton next="/sign-in/done" apart />
      </Stack>
    </Modal>
  );
}
