import { ActionIcon, Button, Group } from '@mantine/core';
import { IconCalendarPlus, IconHistory, IconNotes, IconShieldLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ClientCard } from '../../../generated';
import { mayAudit } from '../../../api/may-audit.ts';
import { useMe } from '../../../api/use-session.ts';
import { useDialog } from '../../dialogs/dialogs.ts';
import { mayWrite } from '../../shell/places.ts';

/** What a manager does on a card most: plan the next talk, write down the last one. */
export function CardActions({ card, grow = false }: { readonly card: ClientCard; readonly grow?: boolean }) {
  const { t } = useTranslation();
  const open = useDialog();
  const writes = mayWrite(useMe());
  const { id, name } = card.client.client;
  const client = { id, name };
  return (
    <Group gap="xs" wrap="nowrap">
      {writes && (
        <Group gap="xs" grow={grow} flex={grow ? 1 : undefined} wrap="nowrap">
          <Button
            px={grow ? 'xs' : 'md'}
            leftSection={grow ? undefined : <IconCalendarPlus size={18} />}
            onClick={() => open({ kind: 'plan-activity', client })}
          >
            {t('activity.planShort')}
          </Button>
          <Button
            variant="default"
            px={grow ? 'xs' : 'md'}
            leftSection={grow ? undefined : <IconNotes size={18} />}
            onClick={() => open({ kind: 'record-activity', client })}
          >
            {t('activity.recordShort')}
          </Button>
        </Group>
      )}
      <AuditIcon clientId={id} />
      <ActionIcon
        variant="default"
        size={36}
        title={t('access.title')}
        aria-label={t('access.title')}
        onClick={() => open({ kind: 'client-access', client })}
      >
        <IconShieldLock size={18} />
      </ActionIcon>
    </Group>
  );
}

/** To what has happened to the client, for those who read the audit. */
function AuditIcon({ clientId }: { readonly clientId: string }) {
  const { t } = useTranslation();
  const me = useMe();
  if (!mayAudit(me)) return null;
  return (
    <ActionIcon
      variant="default"
      size={36}
      title={t('audit.title')}
      aria-label={t('audit.title')}
      renderRoot={(props) => <Link to="/audit" search={{ record: `client:${clientId}` }} {...props} />}
    >
      <IconHistory size={18} />
    </ActionIcon>
  );
}
