import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EditableRole, RoleChange } from '@crm/contracts';
import { rolePreviewQuery } from '../../api/roles.ts';
import { useProblemText } from '../../ui/problem-text.ts';
import type { RightsDifference } from './rights.ts';
import classes from './roles.module.css';

interface ChangePreviewProps {
  readonly role: EditableRole;
  readonly change: RoleChange;
  readonly difference: RightsDifference;
}

/** What the change would give and take, and how many it concerns, before anything is changed. */
export function ChangePreview({ role, change, difference }: ChangePreviewProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const preview = useQuery({ ...rolePreviewQuery(role, change), placeholderData: keepPreviousData });
  return (
    <section aria-label={t('roles.preview')}>
      <Text fw={600} size="sm" mb={6}>
        {t('roles.preview')}
      </Text>
      <Differences difference={difference} />
      <Text size="sm" c="dimmed" mt={6} role="status">
        {preview.data !== undefined && t('roles.concerned', { count: preview.data.accounts })}
        {preview.data?.secondFactorRequired === true &&
          ` ${t('roles.withoutSecondFactor', { count: preview.data.withoutSecondFactor })}`}
      </Text>
      {preview.isError && (
        <Alert
          color="red"
          variant="light"
          icon={<IconAlertTriangle />}
          role="alert"
          title={problemText(preview.error)}
        />
      )}
    </section>
  );
}

export function Differences({ difference }: Pick<ChangePreviewProps, 'difference'>) {
  const { t } = useTranslation();
  const { given, taken, scopes, secondFactorRequired } = difference;
  return (
    <ul className={classes.differences}>
      {scopes.map(({ right, from, to }) => (
        <li key={right.join('.')}>
          {t('roles.rightOf', { kind: t(`roles.kinds.${right[0]}`), action: t(`roles.actions.${right[1]}`) })}
          {': '}
          <s>{t(`roles.scopes.${from}`)}</s> → <b>{t(`roles.scopes.${to}`)}</b>
        </li>
      ))}
      {given.map((permission) => (
        <li key={permission}>{t('roles.given', { permission: t(`roles.permissions.${permission}`) })}</li>
      ))}
      {taken.map((permission) => (
        <li key={permission}>{t('roles.taken', { permission: t(`roles.permissions.${permission}`) })}</li>
      ))}
      {secondFactorRequired !== null && (
        <li>{t(secondFactorRequired ? 'roles.secondFactorAsked' : 'roles.secondFactorLeft')}</li>
      )}
    </ul>
  );
}
