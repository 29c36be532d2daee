import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconInfoCircle } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Employee, HandOverCounts } from '@crm/contracts';
import { asProblem } from '../../api/problem.ts';
import { employeesQuery, handOverPreviewQuery, startHandOver } from '../../api/staff.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { useProblemText } from '../../ui/problem-text.ts';
import { CountTiles } from './count-tiles.tsx';
import { sumOfCounts } from './hand-over-parts.ts';

interface HandOverWizardProps {
  readonly employee: Employee;
  readonly onStarted: (jobId: string) => void;
}

/** To whom, what exactly, and only then the button that names both. */
export function HandOverWizard({ employee, onStarted }: HandOverWizardProps) {
  const [successorId, setSuccessorId] = useState<string | null>(null);
  return (
    <Stack gap="lg">
      <SuccessorField employee={employee} value={successorId} onChange={setSuccessorId} />
      {successorId !== null && (
        <Preview key={successorId} employee={employee} successorId={successorId} onStarted={onStarted} />
      )}
    </Stack>
  );
}

interface SuccessorFieldProps {
  readonly employee: Employee;
  readonly value: string | null;
  readonly onChange: (employeeId: string | null) => void;
}

function SuccessorField({ employee, value, onChange }: SuccessorFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [chosenName, setChosenName] = useState('');
  // The name that a choice writes into the input is not a search.
  const [search] = useDebouncedValue(typed === chosenName ? '' : typed.trim(), 200);
  const filter = { status: 'active', limit: 50, ...(search !== '' && { search }) } as const;
  const found = useInfiniteQuery({ ...employeesQuery(filter), placeholderData: keepPreviousData });
  const colleagues = found.data?.pages.flatMap(({ data }) => data).filter(({ id }) => id !== employee.id) ?? [];
  const sameDepartmentFirst = colleagues.toSorted(
    (one, other) =>
      Number(other.departmentId === employee.departmentId) - Number(one.departmentId === employee.departmentId),
  );
  const choices = new Map(sameDepartmentFirst.map(({ id, name }) => [id, name]));
  if (value !== null && !choices.has(value)) choices.set(value, chosenName);
  return (
    <Select
      label={t('handOver.successor')}
      placeholder={t('handOver.successorHint')}
      size="md"
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage={t('staff.nothingFound')}
      data={[...choices].map(([id, name]) => ({ value: id, label: name }))}
      value={value}
      onChange={(id) => {
        setChosenName(choices.get(id ?? '') ?? '');
        onChange(id);
      }}
    />
  );
}

interface PreviewProps {
  readonly employee: Employee;
  readonly successorId: string;
  readonly onStarted: (jobId: string) => void;
}

function Preview({ employee, successorId, onStarted }: PreviewProps) {
  const { t } = useTranslation();
  const preview = useQuery(handOverPreviewQuery(employee.id, successorId));
  if (preview.isPending) return <LoadingRows rows={2} height={80} />;
  if (preview.data === undefined) return <ProblemNote error={preview.error} onRetry={() => void preview.refetch()} />;
  const { counts } = preview.data;
  return (
    <Stack gap="md">
      <section aria-label={t('handOver.willMove')}>
        <Text fw={600} mb="xs">
          {t('handOver.willMove')}
        </Text>
        <CountTiles counts={counts} />
        <Text size="sm" c="dimmed" mt="sm">
          {t('handOver.stays', { name: employee.name })}
        </Text>
      </section>
      <Start
        counts={counts}
        start={() => startHandOver(employee.id, successorId, counts)}
        onStarted={onStarted}
        onOutdated={() => void preview.refetch()}
      />
    </Stack>
  );
}

interface StartProps {
  readonly counts: HandOverCounts;
  readonly start: () => ReturnType<typeof startHandOver>;
  readonly onStarted: (jobId: string) => void;
  readonly onOutdated: () => void;
}

function Start({ counts, start, onStarted, onOutdated }: StartProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const total = sumOfCounts(counts);
  const starting = useMutation({
    mutationFn: start,
    onSuccess: ({ id }) => onStarted(id),
    onError: (error) => asProblem(error).code === 'hand_over.preview_outdated' && onOutdated(),
  });
  return (
    <>
      {starting.isError && (
        <Alert
          color="orange"
          variant="light"
          icon={<IconInfoCircle />}
          title={problemText(starting.error)}
          role="alert"
        />
      )}
      <Group justify="flex-end">
        <Button size="md" loading={starting.isPending} onClick={() => starting.mutate()}>
          {t('handOver.confirm', { count: total })}
        </Button>
      </Group>
    </>
  );
}
