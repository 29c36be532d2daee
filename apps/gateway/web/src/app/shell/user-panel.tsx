import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import { IconCalendarOff, IconHistory, IconKey, IconLogout, IconShieldLock, IconUserShield } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { mayAudit } from '../../api/may-audit.ts';
import { signOut } from '../../api/session.ts';
import { useMe } from '../../api/use-session.ts';
import { LanguageSwitch, ThemeSwitch } from '../../ui/preferences.tsx';
import { mayAdminister } from './places.ts';

/** Who is signed in, how the page looks to him, and the way out. */
export default function UserPanel({ button }: { readonly button: ReactNode }) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Popover defaultOpened width={300} position="bottom-end" shadow="md" radius="md" trapFocus>
      <Popover.Target>{button}</Popover.Target>
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
          <Button
            variant="default"
            leftSection={<IconCalendarOff size={18} />}
            renderRoot={(props) => <Link to="/absences" {...props} />}
          >
            {t('absence.title')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconShieldLock size={18} />}
            renderRoot={(props) => <Link to="/security" {...props} />}
          >
            {t('security.title')}
          </Button>
          {mayAdminister(me) && (
            <Button
              variant="default"
              leftSection={<IconKey size={18} />}
              renderRoot={(props) => <Link to="/accounts" {...props} />}
            >
              {t('account.title')}
            </Button>
          )}
          {mayAdminister(me) && (
            <Button
              variant="default"
              leftSection={<IconUserShield size={18} />}
              renderRoot={(props) => <Link to="/roles" {...props} />}
            >
              {t('roles.title')}
            </Button>
          )}
          {mayAudit(me) && (
            <Button
              variant="default"
              leftSection={<IconHistory size={18} />}
              renderRoot={(props) => <Link to="/audit" {...props} />}
            >
              {t('audit.title')}
            </Button>
          )}
          <Button variant="default" leftSection={<IconLogout size={18} />} onClick={() => void signOut()}>
            {t('auth.signOut')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
