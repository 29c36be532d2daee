import { Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Job } from '@crm/contracts';
import { WorkProgress } from './work-progress.tsx';

/** How far the hand-over is. */
export function HandOverProgress({ jobId }: { readonly jobId: string }) {
  const { t } = useTranslation();
  const words = {
    running: t('handOver.running'),
    runningHint: t('handOver.safeToClose'),
    done: t('handOver.done'),
    failed: t('handOver.failed'),
  };
  const whenDone = ({ progress }: Job) => (
    <>
      <Text size="sm">{t('handOver.doneHint', { count: progress.done })}</Text>
      <Group mt="sm">
        <Button size="sm" variant="light" renderRoot={(props) => <Link to="/staff" {...props} />}>
          {t('handOver.backToStaff')}
        </Button>
      </Group>
    </>
  );
  return <WorkProgress jobId={jobId} words={words} whenDone={whenDone} />;
}
