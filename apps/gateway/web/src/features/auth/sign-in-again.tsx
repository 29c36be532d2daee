import { Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Me } from '@crm/contracts';
import { queryClient } from '../../api/query-client.ts';
import { ProviderButton } from './provider-button.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** The session ended while the page was open: the page stays under this dialog with everything that was typed. */
export default function SignInAgain({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
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
        <SignInForm email={me.email} onSignedIn={() => void queryClient.invalidateQueries()} />
        <ProviderButton next={`${location.pathname}${location.search}`} />
      </Stack>
    </Modal>
  );
}
