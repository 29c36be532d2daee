import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Logo } from '../../ui/logo.tsx';
import { LanguageSwitch, ThemeSwitch } from '../../ui/preferences.tsx';
import { HistoryPicture } from './history-picture.tsx';
import { SignInForm } from './sign-in-form.tsx';
import classes from './sign-in-page.module.css';

export function SignInPage({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const { t } = useTranslation();
  useDocumentTitle(`${t('auth.title')} · CRM`);
  return (
    <div className={classes.page}>
      <main className={classes.form}>
        <Group justify="space-between" wrap="nowrap">
          <Logo />
          <Group gap={8} wrap="nowrap">
            <LanguageSwitch />
            <ThemeSwitch />
          </Group>
        </Group>
        <Stack gap="lg" className={classes.middle}>
          <div>
            <Title order={1} size="h2">
              {t('auth.title')}
            </Title>
            <Text c="dimmed" mt={4}>
              {t('auth.hint')}
            </Text>
          </div>
          <SignInForm onSignedIn={onSignedIn} />
        </Stack>
      </main>
      <aside className={classes.picture} aria-hidden>
        <HistoryPicture />
      </aside>
    </div>
  );
}
