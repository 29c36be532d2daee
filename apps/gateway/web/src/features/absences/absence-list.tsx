import { Badge, Button, Group } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Absence, Substitution } from '@crm/contracts';
import { absencesQuery, decideAbsence, endAbsence, substitutionsQuery } from '../../api/absences.ts';
import { useEmployeeName } from '../../api/names.ts';
import { asProblem } from '../../api/problem.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { useMe } from '../../api/use-session.ts';
import { useFormat } from '../../lib/use-format.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { MoreFoot } from '../../ui/more-foot.tsx';
import { EmptyNote, ProblemNote } from '../../ui/notes.tsx';
import rows from '../../ui/people-rows.module.css';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { useProblemText } from '../../ui/problem-text.ts';
import { toast } from '../../ui/toast.tsx';
import classes from './absence-list.module.css';

/** Who is away and who is about to be, with what the reader may do about it. */
export function AbsenceList({ leads }: { readonly leads: boolean }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(absencesQuery);
  const { data: substitutions = [] } = useQuery(substitutionsQuery);
  if (list.isPending) return <LoadingRows rows={5} />;
  if (list.data === undefined) return <ProblemNote error={list.error} onRetry={() => void list.refetch()} />;
  const absences = list.data.pages.flatMap(({ data }) => data);
  return (
    <>
      {substitutions.map((substitution) => (
        <ActingFor key={substitution.employeeId} substitution={substitution} />
      ))}
      {absences.length === 0 && <EmptyNote title={t('absence.none')} hint={t('absence.noneHint')} />}
      <ul className={rows.list} aria-label={t('absence.title')}>
        {absences.map((absence) => (
          <AbsenceRow key={absence.id} absence={absence} leads={leads} />
        ))}
      </ul>
      <MoreFoot list={list} />
    </>
  );
}

function ActingFor({ substitution }: { readonly substitution: Substitution }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useEmployeeName(substitution.employeeId);
  return (
    <p className={classes.acting}>{t('absence.actingFor', { name, until: format.dayAndTime(substitution.until) })}</p>
  );
}

const colours = { requested: 'orange', approved: 'pine', refused: 'gray', cancelled: 'gray' } as const;

interface AbsenceRowProps {
  readonly absence: Absence;
  readonly leads: boolean;
}

function AbsenceRow({ absence, leads }: AbsenceRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const name = useEmployeeName(absence.employeeId);
  const [substitute] = absence.substitutes;
  const substituteName = useEmployeeName(substitute?.employeeId ?? null);
  const period = t('absence.period', { from: format.dayAndTime(absence.from), to: format.dayAndTime(absence.to) });
  const isOpen = absence.status === 'requested' || absence.status === 'approved';
  return (
    <li className={rows.row} data-actions="below">
      <PersonAvatar name={name ?? ''} />
      <div>
        <div className={rows.name}>
          {name}
          <Badge variant="light" color={colours[absence.status]} tt="none" fw={500}>
            {t(`absence.statuses.${absence.status}`)}
          </Badge>
        </div>
        <div className={rows.dim}>
          {[period, t(`absence.reasons.${absence.reason}`)].join(' · ')}
          {substituteName !== undefined && ` · ${t('absence.substitutedBy', { name: substituteName })}`}
        </div>
      </div>
      {isOpen && (leads || absence.employeeId === me.employeeId) && <AbsenceActions absence={absence} leads={leads} />}
    </li>
  );
}

function AbsenceActions({ absence, leads }: AbsenceRowProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const act = useMutation({
    mutationFn: (step: 'approved' | 'refused' | 'end') =>
      step === 'end' ? endAbsence(absence) : decideAbsence(absence, step),
    onSuccess: () => refreshAfterChange(),
    onError: (error) => toast.failed(problemText(asProblem(error))),
  });
  return (
    <Group gap="xs" justify="flex-end">
      {leads && absence.status === 'requested' && (
        <>
          <Button size="xs" fz="sm" loading={act.isPending} onClick={() => act.mutate('approved')}>
            {t('absence.approve')}
          </Button>
          <Button size="xs" fz="sm" variant="default" loading={act.isPending} onClick={() => act.mutate('refused')}>
            {t('absence.refuse')}
          </Button>
        </>
      )}
      <Button size="xs" fz="sm" variant="default" loading={act.isPending} onClick={() => act.mutate('end')}>
        {t(new Date(absence.from) > new Date() ? 'absence.cancel' : 'absence.back')}
      </Button>
    </Group>
  );
}
