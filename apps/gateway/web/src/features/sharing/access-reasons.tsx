import { Alert, SegmentedControl, Stack, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconLock, IconLockOpen, IconMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AccessAction, AccessExplanation } from '@crm/contracts';
import { useLocalized } from '../../api/classifiers.ts';
import { clientAccessQuery } from '../../api/sharing.ts';
import { EmployeeField } from '../../ui/form/employee-field.tsx';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import classes from './sharing.module.css';

const actions = ['read', 'change'] as const satisfies readonly AccessAction[];

const denied = { read: 'notRead', change: 'notChange' } as const;

/** Why a colleague can or cannot see or change the client, rule by rule. */
export function AccessReasons({ clientId }: { readonly clientId: string }) {
  const { t } = useTranslation();
  const form = useForm<{ employeeId: string | null }>({ defaultValues: { employeeId: null } });
  const employeeId = useWatch({ control: form.control, name: 'employeeId' });
  const [action, setAction] = useState<AccessAction>('read');
  return (
    <Stack gap="md">
      <FormProvider {...form}>
        <EmployeeField name="employeeId" label={t('access.employee')} />
      </FormProvider>
      <SegmentedControl
        aria-label={t('access.action')}
        data={actions.map((value) => ({ value, label: t(`access.actions.${value}`) }))}
        value={action}
        onChange={setAction}
      />
      {employeeId !== null && <Answer clientId={clientId} employeeId={employeeId} action={action} />}
    </Stack>
  );
}

interface AnswerProps {
  readonly clientId: string;
  readonly employeeId: string;
  readonly action: AccessAction;
}

function Answer({ clientId, employeeId, action }: AnswerProps) {
  const { t } = useTranslation();
  const answer = useQuery(clientAccessQuery(clientId, employeeId, action));
  if (answer.isPending) return <LoadingRows rows={4} height={24} />;
  if (answer.data === undefined) return <ProblemNote error={answer.error} />;
  const { allowed, rules } = answer.data;
  return (
    <>
      <Alert
        color={allowed ? 'pine' : 'orange'}
        variant="light"
        role="status"
        icon={allowed ? <IconLockOpen /> : <IconLock />}
        title={t(`access.answers.${allowed ? action : denied[action]}`)}
      />
      <Rules rules={rules} />
    </>
  );
}

function Rules({ rules }: Pick<AccessExplanation, 'rules'>) {
  const { t } = useTranslation();
  const localized = useLocalized();
  return (
    <ul className={classes.rules} aria-label={t('access.rules')}>
      {rules.map(({ rule, holds, words }) => (
        <li key={rule} className={classes.rule} data-holds={holds}>
          {holds ? <IconCheck size={16} aria-hidden /> : <IconMinus size={16} aria-hidden />}
          <span>
            <VisuallyHidden>{t(holds ? 'access.holds' : 'access.holdsNot')}: </VisuallyHidden>
            {localized(words)}
          </span>
        </li>
      ))}
    </ul>
  );
}
