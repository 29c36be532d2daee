import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department } from '@crm/contracts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { changeDepartment, movePreviewQuery } from '../../api/staff.ts';
import { useFormat } from '../../lib/use-format.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { useProblemText } from '../../ui/problem-text.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { branchOf } from './department-tree.ts';
import classes from './hand-over.module.css';

/** An id of no department: the choice that makes a department a top one. */
const TOP = 'top';

interface MoveDepartmentProps {
  readonly department: Department;
  readonly departments: readonly Department[];
  readonly onClose: () => void;
}

/** Below which department, whom that concerns, and only then the button. */
export function MoveDepartment({ department, departments, onClose }: MoveDepartmentProps) {
  const { t } = useTranslation();
  const [place, setPlace] = useState<string | null>(null);
  const branch = branchOf(departments, department.id);
  const others = departments.filter(({ id }) => !branch.has(id) && id !== department.parentId);
  const choices = [
    ...(department.parentId === null ? [] : [{ value: TOP, label: t('department.top') }]),
    ...others.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Sheet title={t('department.moveNamed', { name: department.name })} onClose={onClose}>
      <Stack gap="md">
        <Select
          label={t('department.moveTo')}
          data={choices}
          searchable
          limit={200}
          nothingFoundMessage={t('department.nothingFound')}
          value={place}
          onChange={setPlace}
        />
        {place !== null && (
          <Preview key={place} department={department} parentId={place === TOP ? null : place} onClose={onClose} />
        )}
      </Stack>
    </Sheet>
  );
}

interface PreviewProps {
  readonly department: Department;
  readonly parentId: string | null;
  readonly onClose: () => void;
}

function Preview({ department, parentId, onClose }: PreviewProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const preview = useQuery(movePreviewQuery(department.id, parentId));
  const moving = useMutation({
    mutationFn: () => changeDepartment(department, { parentId }),
    onSuccess: async ({ name }) => {
      toast.done(t('department.moved', { name }));
      onClose();
      await refreshAfterChange();
    },
  });
  if (preview.isPending) return <LoadingRows rows={1} height={80} />;
  if (preview.data === undefined) return <ProblemNote error={preview.error} onRetry={() => void preview.refetch()} />;
  return (
    <>
      <Concerned counts={preview.data} />
      <Text size="sm" c="dimmed">
        {t('department.moveHint')}
      </Text>
      {moving.isError && (
        <Alert color="red" variant="light" icon={<IconAlertCircle />} role="alert" title={problemText(moving.error)} />
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button loading={moving.isPending} onClick={() => moving.mutate()}>
          {t('department.move')}
        </Button>
      </Group>
    </>
  );
}

const parts = ['departments', 'employees', 'clients'] as const;

function Concerned({ counts }: { readonly counts: Readonly<Record<(typeof parts)[number], number>> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section aria-label={t('department.concerned')}>
      <dl className={classes.tiles}>
        {parts.map((part) => (
          <div key={part} data-none={counts[part] === 0}>
            <dd>{format.number(counts[part])}</dd>
            <dt>{t(`department.parts.${part}`, { count: counts[part] })}</dt>
          </div>
        ))}
      </dl>
    </section>
  );
}
