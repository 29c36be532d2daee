import { Button, Group, Text } from '@mantine/core';
import { IconCloudPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ClientCard } from '../../generated';

interface MissingSectionProps {
  readonly section: ClientCard['missing'][number];
  readonly retrying: boolean;
  readonly onRetry: () => void;
}

/** A section that did not come in time: the rest of the card is whole, and this one is asked for again by itself. */
export function MissingSection({ section, retrying, onRetry }: MissingSectionProps) {
  const { t } = useTranslation();
  return (
    <Group role="status" wrap="nowrap" align="flex-start" gap="sm" px="1.1rem" pb="md">
      <IconCloudPause size={22} stroke={1.5} style={{ flex: 'none', opacity: 0.7 }} aria-hidden />
      <div>
        <Text size="sm">{t(`card.missing.${section}`)}</Text>
        <Text size="sm" c="dimmed">
          {t('card.missingHint')}
        </Text>
        <Button size="compact-sm" variant="light" mt={6} loading={retrying} onClick={onRetry}>
          {t('action.retry')}
        </Button>
      </div>
    </Group>
  );
}
