import { ActionIcon, Badge } from '@mantine/core';
import { IconDots, IconLock, IconLockOpen, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Position } from '@crm/contracts';
import { useLocalized } from '../../api/classifiers.ts';
import { changePosition, positionsQuery } from '../../api/positions.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { useFormat } from '../../lib/use-format.ts';
import { ActionMenu } from '../../ui/action-menu.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { EmptyNote, ProblemNote } from '../../ui/notes.tsx';
import { Panel } from '../../ui/panel.tsx';
import rows from '../../ui/people-rows.module.css';
import { useProblemText } from '../../ui/problem-text.ts';
import { toast } from '../../ui/toast.tsx';
import { ChangePositionForm, CreatePositionForm, DeletePositionDialog } from './position-forms.tsx';

/** All positions, the highest first, closed ones marked so. */
export function PositionList({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useQuery(positionsQuery);
  if (list.isPending) return <LoadingRows rows={6} />;
  if (list.data === undefined) return <ProblemNote error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <Panel
      title={t('position.list')}
      count={format.number(list.data.length)}
      flush
      action={mayChange && <CreateButton />}
    >
      {list.data.length === 0 && <EmptyNote title={t('position.none')} hint={t('position.noneHint')} />}
      <ul className={rows.list} aria-label={t('position.list')}>
        {list.data.map((position) => (
          <Row key={position.id} position={position} mayChange={mayChange} />
        ))}
      </ul>
    </Panel>
  );
}

function CreateButton() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActionIcon variant="default" size={44} aria-label={t('position.create')} onClick={() => setOpen(true)}>
        <IconPlus size={18} />
      </ActionIcon>
      {open && <CreatePositionForm onClose={() => setOpen(false)} />}
    </>
  );
}

interface RowProps {
  readonly position: Position;
  readonly mayChange: boolean;
}

function Row({ position, mayChange }: RowProps) {
  const { t, i18n } = useTranslation();
  const localized = useLocalized();
  const format = useFormat();
  const { name, rank, closed } = position;
  const other = i18n.language === 'ru' ? name.en : name.ru;
  return (
    <li className={rows.row}>
      <span className={rows.dim} aria-label={t('position.rankIs', { rank: format.number(rank) })}>
        {format.number(rank)}
      </span>
      <div>
        <div className={rows.name}>
          {localized(name)}
          {closed && (
            <Badge variant="light" color="gray" tt="none" fw={500}>
              {t('position.closed')}
            </Badge>
          )}
        </div>
        {other !== localized(name) && <div className={rows.dim}>{other}</div>}
      </div>
      {mayChange && <PositionActions position={position} />}
    </li>
  );
}

function PositionActions({ position }: Pick<RowProps, 'position'>) {
  const { t } = useTranslation();
  const localized = useLocalized();
  const problemText = useProblemText();
  const [action, setAction] = useState<'edit' | 'delete' | null>(null);
  const close = () => setAction(null);
  const name = localized(position.name);
  const turning = useMutation({
    mutationFn: () => changePosition(position, { closed: !position.closed }),
    onSuccess: async ({ closed }) => {
      toast.done(closed ? t('position.closedNow', { name }) : t('position.openedNow', { name }));
      await refreshAfterChange();
    },
    onError: (error) => toast.failed(problemText(error)),
  });
  const entries = [
    { label: t('position.edit'), Sign: IconPencil, onSelect: () => setAction('edit') },
    position.closed
      ? { label: t('position.open'), Sign: IconLockOpen, onSelect: () => turning.mutate() }
      : { label: t('position.close'), Sign: IconLock, onSelect: () => turning.mutate() },
    'divider' as const,
    { label: t('position.delete'), Sign: IconTrash, color: 'red' as const, onSelect: () => setAction('delete') },
  ];
  const button = (
    <ActionIcon variant="subtle" color="gray" size={40} aria-label={t('position.menu', { name })}>
      <IconDots size={20} />
    </ActionIcon>
  );
  return (
    <>
      <ActionMenu button={button} entries={entries} />
      {action === 'edit' && <ChangePositionForm position={position} onClose={close} />}
      {action === 'delete' && <DeletePositionDialog position={position} onClose={close} />}
    </>
  );
}
