import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SecondFactor } from '@crm/contracts';
import { secondFactorQuery } from '../../api/security.ts';
import { dayOf } from '../../lib/zoned-time.ts';
import { useFormat } from '../../lib/use-format.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RemoveSecondFactor, RenewRecoveryCodes } from './second-factor-forms.tsx';
import { SecondFactorSetup } from './second-factor-setup.tsx';

/** Whether a code is asked for besides the password, and the way to change that. */
export function SecondFactorPanel() {
  const { t } = useTranslation();
  const factor = useQuery(secondFactorQuery);
  return (
    <Panel title={t('security.secondFactor')}>
      {factor.isPending && <LoadingRows rows={1} />}
      {factor.isError && <ProblemNote error={factor.error} onRetry={() => void factor.refetch()} />}
      {factor.data && (factor.data.on ? <SwitchedOn factor={factor.data} /> : <SwitchedOff />)}
    </Panel>
  );
}

function SwitchedOff() {
  const { t } = useTranslation();
  const [setting, setSetting] = useState(false);
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('security.secondFactorHint')}
      </Text>
      <Button onClick={() => setSetting(true)}>{t('security.switchOn')}</Button>
      {setting && <SecondFactorSetup onClose={() => setSetting(false)} />}
    </>
  );
}

function SwitchedOn({ factor }: { readonly factor: SecondFactor }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [form, setForm] = useState<'renew' | 'remove' | null>(null);
  const close = () => setForm(null);
  const day = factor.since === null ? '' : format.fullDay(dayOf(factor.since, format.zone));
  return (
    <>
      <Text size="sm" mb="sm">
        {t('security.onSince', { day })} {t('security.codesLeft', { count: factor.recoveryCodesLeft })}
      </Text>
      <Group gap="sm">
        <Button variant="default" onClick={() => setForm('renew')}>
          {t('security.renewCodes')}
        </Button>
        <Button variant="default" color="red" onClick={() => setForm('remove')}>
          {t('security.switchOff')}
        </Button>
      </Group>
      {form === 'renew' && <RenewRecoveryCodes onClose={close} />}
      {form === 'remove' && <RemoveSecondFactor onClose={close} />}
    </>
  );
}
