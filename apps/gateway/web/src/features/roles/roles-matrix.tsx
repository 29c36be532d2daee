import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditableRole } from '@crm/contracts';
import { rolesQuery } from '../../api/roles.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { isSecured, permissions, rights, scopeOf } from './rights.ts';
import { RoleEditor } from './role-editor.tsx';
import classes from './roles.module.css';

/** What every role may do: a role in each column, a right in each row. A role is changed by its name. */
export function RolesMatrix() {
  const { t } = useTranslation();
  const list = useQuery(rolesQuery);
  const [chosen, setChosen] = useState<EditableRole | null>(null);
  if (list.isPending) return <LoadingRows rows={12} />;
  if (list.data === undefined) return <ProblemNote error={list.error} onRetry={() => void list.refetch()} />;
  const edited = list.data.find(({ role }) => role === chosen);
  return (
    <>
      {/* Wider than a phone: it scrolls by itself, also with the arrow keys. */}
      <div className={classes.scroll} role="region" aria-label={t('roles.matrix')} tabIndex={0}>
        <table className={classes.matrix}>
          <thead>
            <tr>
              <th scope="col">{t('roles.right')}</th>
              {list.data.map(({ role }) => (
                <th key={role} scope="col">
                  <UnstyledButton
                    className={classes.role}
                    aria-label={t('roles.editNamed', { role: t(`role.${role}`) })}
                    onClick={() => setChosen(role)}
                  >
                    {t(`role.${role}`)}
                  </UnstyledButton>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rights.map((right) => (
              <tr key={right.join('.')}>
                <th scope="row">
                  {t('roles.rightOf', { kind: t(`roles.kinds.${right[0]}`), action: t(`roles.actions.${right[1]}`) })}
                </th>
                {list.data.map((role) => (
                  <td key={role.role} data-scope={scopeOf(role, right)}>
                    {t(`roles.scopes.${scopeOf(role, right)}`)}
                  </td>
                ))}
              </tr>
            ))}
            {permissions.map((permission) => (
              <tr key={permission}>
                <th scope="row">{t(`roles.permissions.${permission}`)}</th>
                {list.data.map(({ role, permissions: held }) => (
                  <td key={role} data-scope={held.includes(permission) ? 'all' : 'none'}>
                    {t(held.includes(permission) ? 'roles.yes' : 'roles.no')}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('roles.secondFactor')}</th>
              {list.data.map((role) => (
                <td key={role.role} data-scope={isSecured(role) ? 'all' : 'none'}>
                  {t(isSecured(role) ? 'roles.yes' : 'roles.no')}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      {edited && <RoleEditor key={edited.version} role={edited} onClose={() => setChosen(null)} />}
    </>
  );
}
