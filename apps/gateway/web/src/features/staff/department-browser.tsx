import { ActionIcon, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconSearch } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department } from '@crm/contracts';
import { EmptyNote } from '../../ui/notes.tsx';
import classes from './department-tree.module.css';
import { treeRows, type TreeRow } from './department-tree.ts';

interface DepartmentBrowserProps {
  readonly departments: readonly Department[];
  readonly chosenId: string | undefined;
  readonly onChoose: (departmentId: string) => void;
  readonly action?: ReactNode;
}

/** All departments, folded but for the top ones and what stands right below them; found by a part of the name. */
export function DepartmentBrowser({ departments, chosenId, onChoose, action }: DepartmentBrowserProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  /** The departments that somebody has folded or unfolded himself. */
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map());
  const rows = useMemo(() => {
    const isUnfolded = ({ id, parentId }: Department) => turned.get(id) ?? parentId === null;
    const unfolded = new Set(departments.filter(isUnfolded).map(({ id }) => id));
    return treeRows(departments, { unfolded, search: search.trim() });
  }, [departments, turned, search]);
  const turn = ({ department: { id }, unfolded }: TreeRow) => setTurned(new Map([...turned, [id, !unfolded]]));
  return (
    <>
      <search className={classes.search}>
        <TextInput
          type="search"
          aria-label={t('department.search')}
          placeholder={t('department.search')}
          leftSection={<IconSearch size={17} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {action}
      </search>
      {rows.length === 0 && <EmptyNote title={t('department.nothingFound')} />}
      <ul className={classes.tree} aria-label={t('department.tree')}>
        {rows.map((row) => (
          <Row
            key={row.department.id}
            row={row}
            chosen={row.department.id === chosenId}
            onTurn={turn}
            onChoose={onChoose}
          />
        ))}
      </ul>
    </>
  );
}

interface RowProps {
  readonly row: TreeRow;
  readonly chosen: boolean;
  readonly onTurn: (row: TreeRow) => void;
  readonly onChoose: (departmentId: string) => void;
}

function Row({ row, chosen, onTurn, onChoose }: RowProps) {
  const { t } = useTranslation();
  const { department, depth, hasChildren, unfolded } = row;
  const { id, name } = department;
  const Sign = unfolded ? IconChevronDown : IconChevronRight;
  return (
    <li className={classes.row} style={{ paddingInlineStart: `${Math.min(depth, 8) * 1.1}rem` }}>
      {hasChildren ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-expanded={unfolded}
          aria-label={t('department.below', { name })}
          onClick={() => onTurn(row)}
        >
          <Sign size={16} />
        </ActionIcon>
      ) : (
        <span className={classes.leaf} aria-hidden />
      )}
      <button
        type="button"
        className={classes.name}
        {...(chosen && { 'aria-current': true })}
        onClick={() => onChoose(id)}
      >
        {name}
      </button>
    </li>
  );
}
