import '@mantine/core/styles/Tabs.css';
import { Button, Group, Select, Stack, Switch, Tabs } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoleDescription } from '@crm/contracts';
import { asProblem } from '../../api/problem.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { changeRole } from '../../api/roles.ts';
import { useProblemText } from '../../ui/problem-text.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { ChangePreview } from './change-preview.tsx';
import {
  changeBetween,
  differenceOf,
  isNothing,
  isSecured,
  permissions,
  rights,
  type Rights,
  scopeOf,
  scopes,
  withPermission,
  withScope,
} from './rights.ts';
import { RoleVersions } from './role-versions.tsx';
import classes from './roles.module.css';

interface RoleEditorProps {
  readonly role: RoleDescription;
  readonly onClose: () => void;
}

/** One role: what it may do, whom a change would concern before it is made, and what it has been. */
export function RoleEditor({ role, onClose }: RoleEditorProps) {
  const { t } = useTranslation();
  return (
    <Sheet title={t(`role.${role.role}`)} size="lg" onClose={onClose}>
      <Tabs defaultValue="rights" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="rights">{t('roles.rights')}</Tabs.Tab>
          <Tabs.Tab value="versions">{t('roles.versions')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="rights">
          <RightsForm role={role} onClose={onClose} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <RoleVersions role={role.role} />
        </Tabs.Panel>
      </Tabs>
    </Sheet>
  );
}

function RightsForm({ role, onClose }: RoleEditorProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [draft, setDraft] = useState<Rights>(role);
  const difference = differenceOf(role, draft);
  const changed = !isNothing(difference);
  const saving = useMutation({
    mutationFn: () => changeRole(role, changeBetween(role, draft)),
    onSuccess: async () => {
      toast.done(t('roles.saved', { role: t(`role.${role.role}`) }));
      onClose();
      await refreshAfterChange();
    },
    onError: (error) => toast.failed(problemText(asProblem(error))),
  });
  return (
    <Stack gap="md">
      <ScopeFields draft={draft} onChange={setDraft} />
      <PermissionFields draft={draft} onChange={setDraft} />
      <Switch
        label={t('roles.secondFactor')}
        checked={isSecured(draft)}
        onChange={(event) => setDraft({ ...draft, secondFactorRequired: event.currentTarget.checked })}
      />
      <div className={classes.foot}>
        {changed && <ChangePreview role={role.role} change={changeBetween(role, draft)} difference={difference} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button disabled={!changed} loading={saving.isPending} onClick={() => saving.mutate()}>
            {t('action.save')}
          </Button>
        </Group>
      </div>
    </Stack>
  );
}

interface DraftProps {
  readonly draft: Rights;
  readonly onChange: (draft: Rights) => void;
}

function ScopeFields({ draft, onChange }: DraftProps) {
  const { t } = useTranslation();
  const choices = scopes.map((value) => ({ value, label: t(`roles.scopes.${value}`) }));
  return (
    <div className={classes.rights}>
      {rights.map((right) => {
        const [kind, action] = right;
        const label = t('roles.rightOf', { kind: t(`roles.kinds.${kind}`), action: t(`roles.actions.${action}`) });
        return (
          <div key={right.join('.')} className={classes.right}>
            <span>{label}</span>
            <Select
              aria-label={label}
              data={choices}
              allowDeselect={false}
              value={scopeOf(draft, right)}
              onChange={(scope) => scope !== null && onChange(withScope(draft, right, scope))}
            />
          </div>
        );
      })}
    </div>
  );
}

function PermissionFields({ draft, onChange }: DraftProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      {permissions.map((permission) => (
        <Switch
          key={permission}
          label={t(`roles.permissions.${permission}`)}
          checked={draft.permissions.includes(permission)}
          onChange={(event) => onChange(withPermission(draft, permission, event.currentTarget.checked))}
        />
      ))}
    </Stack>
  );
}
