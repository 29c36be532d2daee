import { Button, Group, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/use-session.ts';
import { AbsenceForm } from '../../features/absences/absence-form.tsx';
import { AbsenceList } from '../../features/absences/absence-list.tsx';
import { mayHandOver } from '../shell/places.ts';
import classes from './pages.module.css';

/** Who is away, and who stands in for him. */
export function Absences() {
  const { t } = useTranslation();
  const leads = mayHandOver(useMe());
  const [planning, setPlanning] = useState(false);
  useDocumentTitle(`${t('absence.title')} · CRM`);
  return (
    <>
      <Group justify="space-between" className={classes.head}>
        <Title order={1} size="h2">
          {t('absence.title')}
        </Title>
        <Button onClick={() => setPlanning(true)}>{t('absence.plan')}</Button>
      </Group>
      <div className={classes.surface}>
        <AbsenceList leads={leads} />
      </div>
      {planning && <AbsenceForm forOthers={leads} onClose={() => setPlanning(false)} />}
    </>
  );
}
