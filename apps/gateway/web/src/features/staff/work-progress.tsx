import { Alert, Progress, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '@crm/contracts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { jobQuery } from '../../api/staff.ts';
import { useFormat } from '../../lib/use-format.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { isHandOverPart } from './hand-over-parts.ts';
import classes from './hand-over.module.css';

interface Words {
  readonly running: string;
  /** That whoever looks on may leave. */
  readonly runningHint: string;
  readonly done: string;
  readonly failed: string;
}

interface WorkProgressProps {
  readonly jobId: string;
  readonly words: Words;
  /** What is said besides when it is done. */
  readonly whenDone?: (job: Job) => ReactNode;
}

/** How far somebody's work is on its way to its new place. It goes on by itself; this only watches. */
export function WorkProgress({ jobId, words, whenDone }: WorkProgressProps) {
  const job = useQuery(jobQuery(jobId));
  const done = job.data?.status === 'done';
  useEffect(() => {
    // Much that was read before has another owner or department now.
    if (done) void refreshAfterChange();
  }, [done]);
  if (job.isPending) return <LoadingRows rows={3} />;
  if (job.data === undefined) return <ProblemNote error={job.error} onRetry={() => void job.refetch()} />;
  return (
    <Stack gap="md">
      <Outcome job={job.data} words={words} whenDone={whenDone} />
      <Overall job={job.data} />
      <Parts job={job.data} />
    </Stack>
  );
}

interface OutcomeProps extends Pick<WorkProgressProps, 'words'> {
  readonly job: Job;
  readonly whenDone: WorkProgressProps['whenDone'] | undefined;
}

function Outcome({ job, words, whenDone }: OutcomeProps) {
  if (job.status === 'failed') {
    return (
      <Alert color="red" variant="light" icon={<IconAlertTriangle />} title={words.failed} role="alert">
        {job.error}
      </Alert>
    );
  }
  if (job.status === 'done') {
    return (
      <Alert color="pine" variant="light" icon={<IconCircleCheck />} title={words.done} role="status">
        {whenDone?.(job)}
      </Alert>
    );
  }
  return (
    <div role="status">
      <Text fw={600}>{words.running}</Text>
      <Text size="sm" c="dimmed">
        {words.runningHint}
      </Text>
    </div>
  );
}

const percentOf = (done: number, total: number | null): number =>
  total === null || total === 0 ? 0 : Math.min(100, (done / total) * 100);

/** How much of it is done. */
function Overall({ job }: { readonly job: Job }) {
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

function Parts({ job }: { readonly job: Job }) {
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
