import { Avatar, Button, Group, Popover, Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { signOut } from '../../api/session.ts';
import { useMe } from '../../api/use-session.ts';
import { LanguageSwitch, ThemeSwitch } from '../../ui/preferences.tsx';
import classes from './shell.module.css';

/** Who is signed in, how the page looks to him, and the way out. */
export function UserMenu() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Popover width={300} position="bottom-end" shadow="md" radius="md" trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.user}>
          <Avatar name={me.name} color="pine" size={34} radius="xl" aria-hidden />
          <VisuallyHidden>{t('user.menu', { name: me.name })}</VisuallyHidden>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('user.menu', { name: me.name })}>
        <Stack gap="md">
          <div>
            <Text fw={600}>{me.name}</Text>
            <Text size="sm" c="dimmed">
              {t(`role.${me.role}`)}
            </Text>
            <Text size="sm" c="dimmed">
              {me.email}
            </Text>
          </div>
          <Group justify="space-between" wrap="nowrap">
            <LanguageSwitch />
            <ThemeSwitch />
          </Group>
          <Button variant="default" leftSection={<IconLogout size={18} />} onClick={() => void signOut()}>
            {t('auth.signOut')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
