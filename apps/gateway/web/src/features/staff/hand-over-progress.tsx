import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '@crm/contracts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { jobQuery } from '../../api/staff.ts';
import { useFormat } from '../../lib/use-format.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { isHandOverPart } from './hand-over-parts.ts';
import classes from './hand-over.module.css';

/** How far the hand-over is. It goes on by itself; this only watches. */
export function HandOverProgress({ jobId }: { readonly jobId: string }) {
  const job = useQuery(jobQuery(jobId));
  const done = job.data?.status === 'done';
  useEffect(() => {
    // Owners of much that was read before, and the leaver himself, are others now.
    if (done) void refreshAfterChange();
  }, [done]);
  if (job.isPending) return <LoadingRows rows={3} />;
  if (job.data === undefined) return <ProblemNote error={job.error} onRetry={() => void job.refetch()} />;
  return (
    <Stack gap="md">
      <Outcome job={job.data} />
      <Overall job={job.data} />
      <Parts job={job.data} />
    </Stack>
  );
}

function Outcome({ job }: { readonly job: Job }) {
  const { t } = useTranslation();
  if (job.status === 'failed') {
    return (
      <Alert color="red" variant="light" icon={<IconAlertTriangle />} title={t('handOver.failed')} role="alert">
        {job.error}
      </Alert>
    );
  }
  if (job.status === 'done') {
    return (
      <Alert color="pine" variant="light" icon={<IconCircleCheck />} title={t('handOver.done')} role="status">
        <Text size="sm">{t('handOver.doneHint', { count: job.progress.done })}</Text>
        <Group mt="sm">
          <Button size="sm" variant="light" renderRoot={(props) => <Link to="/staff" {...props} />}>
            {t('handOver.backToStaff')}
          </Button>
        </Group>
      </Alert>
    );
  }
  return (
    <div role="status">
      <Text fw={600}>{t('handOver.running')}</Text>
      <Text size="sm" c="dimmed">
        {t('handOver.safeToClose')}
      </Text>
    </div>
  );
}

const percentOf = (done: number, total: number | null): number =>
  total === null || total === 0 ? 0 : Math.min(100, (done / total) * 100);

/** How much of it is done. */
export function Overall({ job }: { readonly job: Job }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { done, total } = job.progress;
  const percent = job.status === 'done' ? 100 : percentOf(done, total);
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <Text size="sm">
          {total === null
            ? t('handOver.movedSoFar', { done: format.number(done) })
            : t('handOver.movedOf', { done: format.number(done), total: format.number(total) })}
        </Text>
        <Text size="sm" fw={600}>
          {Math.round(percent)} %
        </Text>
      </Group>
      <Progress
        value={percent}
        size="lg"
        radius="xl"
        animated={job.status === 'running'}
        aria-label={t('handOver.progress')}
        transitionDuration={300}
      />
    </div>
  );
}

export function Parts({ job }: { readonly job: Job }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className={classes.parts}>
      {Object.entries(job.parts).map(([part, { done, total }]) => (
        <li key={part}>
          <span>{isHandOverPart(part) ? t(`handOver.partTitles.${part}`) : part}</span>
          <span className={classes.number}>
            {format.number(done)}
            {total !== null && ` / ${format.number(total)}`}
          </span>
          <Progress value={total === 0 ? 100 : percentOf(done, total)} size="xs" radius="xl" aria-hidden />
        </li>
      ))}
    </ul>
  );
}
