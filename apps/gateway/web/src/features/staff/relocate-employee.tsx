import { Button, Group, Select, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Employee } from '@crm/contracts';
import { usePositions } from '../../api/positions.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { departmentsQuery, type NewPlace, relocateEmployee, relocationPreviewQuery } from '../../api/staff.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { CountTiles } from './count-tiles.tsx';
import { MoveFoot } from './move-foot.tsx';
import { WorkProgress } from './work-progress.tsx';

interface RelocateEmployeeProps {
  readonly employee: Employee;
  readonly onClose: () => void;
}

/** To which department and as what, how much of his work follows, and only then the button. */
export function RelocateEmployee({ employee, onClose }: RelocateEmployeeProps) {
  const { t } = useTranslation();
  const { data: departments = [] } = useQuery(departmentsQuery);
  const { choicesFor } = usePositions();
  const [departmentId, setDepartmentId] = useState<string | null>(null);
  const [positionId, setPositionId] = useState(employee.positionId);
  const [jobId, setJobId] = useState<string | null>(null);
  const others = departments.filter(({ id }) => id !== employee.departmentId);
  const title = t('employee.relocateNamed', { name: employee.name });
  if (jobId !== null) {
    return (
      <Sheet title={title} onClose={onClose}>
        <Following jobId={jobId} onClose={onClose} />
      </Sheet>
    );
  }
  return (
    <Sheet title={title} onClose={onClose}>
      <Stack gap="md">
        <Select
          label={t('employee.moveTo')}
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          limit={200}
          nothingFoundMessage={t('department.nothingFound')}
          value={departmentId}
          onChange={setDepartmentId}
        />
        <Select
          label={t('employee.moveAs')}
          data={[...choicesFor(employee.positionId)]}
          searchable
          clearable
          value={positionId}
          onChange={setPositionId}
        />
        {departmentId !== null && (
          <Preview
            key={departmentId}
            employee={employee}
            place={{ departmentId, positionId }}
            onStarted={setJobId}
            onClose={onClose}
          />
        )}
      </Stack>
    </Sheet>
  );
}

interface FollowingProps extends Pick<RelocateEmployeeProps, 'onClose'> {
  readonly jobId: string;
}

/** How far his work has followed. */
function Following({ jobId, onClose }: FollowingProps) {
  const { t } = useTranslation();
  const words = {
    running: t('employee.following'),
    runningHint: t('employee.followingHint'),
    done: t('employee.followed'),
    failed: t('employee.followingFailed'),
  };
  return (
    <Stack gap="md">
      <WorkProgress jobId={jobId} words={words} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('action.close')}
        </Button>
      </Group>
    </Stack>
  );
}

interface PreviewProps extends RelocateEmployeeProps {
  readonly place: NewPlace;
  readonly onStarted: (jobId: string) => void;
}

function Preview({ employee, place, onStarted, onClose }: PreviewProps) {
  const { t } = useTranslation();
  const preview = useQuery(relocationPreviewQuery(employee.id, place.departmentId));
  const moving = useMutation({
    mutationFn: () => relocateEmployee(employee, place),
    onSuccess: async ({ id }) => {
      toast.done(t('employee.relocated', { name: employee.name }));
      // The preview leaves before all that is shown is asked again: of a move that has been made it would be refused.
      flushSync(() => onStarted(id));
      await refreshAfterChange();
    },
  });
  if (preview.isPending) return <LoadingRows rows={1} height={80} />;
  if (preview.data === undefined) return <ProblemNote error={preview.error} onRetry={() => void preview.refetch()} />;
  return (
    <>
      <section aria-label={t('employee.willFollow')}>
        <CountTiles counts={preview.data.counts} />
      </section>
      <MoveFoot hint={t('employee.relocateHint')} label={t('employee.relocate')} moving={moving} onClose={onClose} />
    </>
  );
}
