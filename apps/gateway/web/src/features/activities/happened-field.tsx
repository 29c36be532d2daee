import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentField } from '../../ui/form/moment-field.tsx';
import { useField } from '../../ui/form/use-field.ts';
import { useFormat } from '../../lib/use-format.ts';
import { useNow } from '../../lib/use-now.ts';

interface HappenedFieldProps {
  readonly name: string;
  readonly plannedAt?: string | null;
}

/** When it happened: just now, unless somebody says otherwise. */
export function HappenedField({ name, plannedAt = null }: HappenedFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { set } = useField<string | undefined>(name);
  const [otherwise, setOtherwise] = useState(false);
  if (otherwise) {
    const past = plannedAt !== null && Date.parse(plannedAt) < now;
    const asPlanned = past
      ? [{ label: t('activity.asPlanned', { when: format.dayAndTime(plannedAt) }), moment: plannedAt }]
      : [];
    return <MomentField name={name} label={t('activity.happened')} suggestions={asPlanned} latest={format.today()} />;
  }
  const change = () => {
    set(new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString());
    setOtherwise(true);
  };
  return (
    <Group gap={6}>
      <Text size="sm">{t('activity.happenedNow')}</Text>
      <Button variant="subtle" size="compact-sm" onClick={change}>
        {t('activity.happenedOther')}
      </Button>
    </Group>
  );
}
