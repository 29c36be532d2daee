import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Logo } from '../../ui/logo.tsx';
import { LanguageSwitch, ThemeSwitch } from '../../ui/preferences.tsx';
import { HistoryPicture } from './history-picture.tsx';
import classes from './entry-page.module.css';

interface EntryPageProps {
  readonly title: string;
  readonly hint: ReactNode;
  readonly children: ReactNode;
}

/** What stands before the sign-in: one form, and what the product is about beside it. */
export function EntryPage({ title, hint, children }: EntryPageProps) {
  useDocumentTitle(`${title} · CRM`);
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
              {title}
            </Title>
            <Text c="dimmed" mt={4}>
              {hint}
            </Text>
          </div>
          {children}
        </Stack>
      </main>
      <aside className={classes.picture} aria-hidden>
        <HistoryPicture />
      </aside>
    </div>
  );
}
