import { Avatar, Group, Menu, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { signOut } from '../../api/session.ts';
import { useMe } from '../../api/use-session.ts';
import { LanguageSwitch, ThemeSwitch } from '../../ui/preferences.tsx';
import classes from './shell.module.css';

export function UserMenu() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Menu width={292} closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton className={classes.user} aria-label={t('user.menu', { name: me.name })}>
          <Avatar name={me.name} color="pine" size={34} radius="xl" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Stack gap={2} p="sm">
          <Text fw={600}>{me.name}</Text>
          <Text size="sm" c="dimmed">
            {t(`role.${me.role}`)} · {me.email}
          </Text>
        </Stack>
        <Menu.Divider />
        <Group p="sm" justify="space-between" wrap="nowrap">
          <LanguageSwitch />
          <ThemeSwitch />
        </Group>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} />} onClick={() => void signOut()}>
          {t('auth.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
