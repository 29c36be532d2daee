import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Employee } from '@crm/contracts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { departmentsQuery, relocateEmployee, relocationPreviewQuery } from '../../api/staff.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { useProblemText } from '../../ui/problem-text.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { CountTiles } from './count-tiles.tsx';

interface RelocateEmployeeProps {
  readonly employee: Employee;
  readonly onClose: () => void;
}

/** To which department, how much of his work follows, and only then the button. */
export function RelocateEmployee({ employee, onClose }: RelocateEmployeeProps) {
  const { t } = useTranslation();
  const { data: departments = [] } = useQuery(departmentsQuery);
  const [departmentId, setDepartmentId] = useState<string | null>(null);
  const others = departments.filter(({ id }) => id !== employee.departmentId);
  return (
    <Sheet title={t('employee.relocateNamed', { name: employee.name })} onClose={onClose}>
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
        {departmentId !== null && (
          <Preview key={departmentId} employee={employee} departmentId={departmentId} onClose={onClose} />
        )}
      </Stack>
    </Sheet>
  );
}

function Preview({ employee, departmentId, onClose }: RelocateEmployeeProps & { readonly departmentId: string }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const preview = useQuery(relocationPreviewQuery(employee.id, departmentId));
  const moving = useMutation({
    mutationFn: () => relocateEmployee(employee, departmentId),
    onSuccess: async () => {
      toast.done(t('employee.relocated', { name: employee.name }));
      onClose();
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
      <Text size="sm" c="dimmed">
        {t('employee.relocateHint')}
      </Text>
      {moving.isError && (
        <Alert color="red" variant="light" icon={<IconAlertCircle />} role="alert" title={problemText(moving.error)} />
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button loading={moving.isPending} onClick={() => moving.mutate()}>
          {t('employee.relocate')}
        </Button>
      </Group>
    </>
  );
}
