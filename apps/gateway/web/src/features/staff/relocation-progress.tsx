import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '@crm/contracts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { jobQuery } from '../../api/staff.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { Overall, Parts } from './hand-over-progress.tsx';

interface RelocationProgressProps {
  readonly jobId: string;
  readonly onClose: () => void;
}

/** How far the work has followed. It goes on by itself; this only watches. */
export function RelocationProgress({ jobId, onClose }: RelocationProgressProps) {
  const { t } = useTranslation();
  const job = useQuery(jobQuery(jobId));
  const done = job.data?.status === 'done';
  useEffect(() => {
    // Records that were read before are in another department now.
    if (done) void refreshAfterChange();
  }, [done]);
  if (job.isPending) return <LoadingRows rows={3} />;
  if (job.data === undefined) return <ProblemNote error={job.error} onRetry={() => void job.refetch()} />;
  return (
    <Stack gap="md">
      <Outcome job={job.data} />
      <Overall job={job.data} />
      <Parts job={job.data} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('action.close')}
        </Button>
      </Group>
    </Stack>
  );
}

function Outcome({ job }: { readonly job: Job }) {
  const { t } = useTranslation();
  if (job.status === 'failed') {
    return (
      <Alert
        color="red"
        variant="light"
        icon={<IconAlertTriangle />}
        title={t('employee.followingFailed')}
        role="alert"
      >
        {job.error}
      </Alert>
    );
  }
  if (job.status === 'done') {
    return (
      <Alert color="pine" variant="light" icon={<IconCircleCheck />} title={t('employee.followed')} role="status" />
    );
  }
  return (
    <div role="status">
      <Text fw={600}>{t('employee.following')}</Text>
      <Text size="sm" c="dimmed">
        {t('employee.followingHint')}
      </Text>
    </div>
  );
}
