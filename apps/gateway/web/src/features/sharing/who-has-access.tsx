import { ActionIcon, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientSharing } from '@crm/contracts';
import { useEmployeeName } from '../../api/names.ts';
import { asProblem } from '../../api/problem.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { leaveTeam, showNoMore } from '../../api/sharing.ts';
import { departmentsQuery } from '../../api/staff.ts';
import { useMe } from '../../api/use-session.ts';
import { useProblemText } from '../../ui/problem-text.ts';
import { toast } from '../../ui/toast.tsx';
import { AddToTeam, ShowToSomebody } from './sharing-forms.tsx';
import classes from './sharing.module.css';

/** The owner, the team, and whom the client was shown to, with the ways to change that for those who decide about it. */
export function WhoHasAccess({ sharing }: { readonly sharing: ClientSharing }) {
  const { t } = useTranslation();
  const me = useMe();
  const { id, ownerId, team, grants } = sharing;
  // The gateway decides; the page only spares the others a refusal.
  const decides =
    me.scopes.client.change !== 'none' && (me.scopes.client.change !== 'own' || ownerId === me.employeeId);
  return (
    <Stack gap="md">
      <section aria-label={t('access.owner')}>
        <Heading>{t('access.owner')}</Heading>
        <ul className={classes.people}>
          <Person employeeId={ownerId} />
        </ul>
      </section>
      <section aria-label={t('access.team')}>
        <Heading>{t('access.team')}</Heading>
        <ul className={classes.people}>
          {team.map(({ employeeId, part }) => (
            <Person
              key={employeeId}
              employeeId={employeeId}
              more={part}
              remove={decides ? () => leaveTeam(id, employeeId) : undefined}
            />
          ))}
        </ul>
        {team.length === 0 && <Nobody>{t('access.noTeam')}</Nobody>}
        {decides && <AddToTeam clientId={id} />}
      </section>
      <section aria-label={t('access.shownTo')}>
        <Heading>{t('access.shownTo')}</Heading>
        <ul className={classes.people}>
          {grants.map((grant) => {
            const remove = decides ? () => showNoMore(id, grant) : undefined;
            return grant.kind === 'employee' ? (
              <Person key={grant.id} employeeId={grant.id} remove={remove} />
            ) : (
              <Department key={grant.id} departmentId={grant.id} remove={remove} />
            );
          })}
        </ul>
        {grants.length === 0 && <Nobody>{t('access.shownToNobody')}</Nobody>}
        {decides && <ShowToSomebody clientId={id} />}
      </section>
    </Stack>
  );
}

const Heading = ({ children }: { readonly children: ReactNode }) => (
  <Text fw={600} size="sm">
    {children}
  </Text>
);

const Nobody = ({ children }: { readonly children: ReactNode }) => (
  <Text size="sm" c="dimmed">
    {children}
  </Text>
);

interface RowProps {
  readonly more?: string;
  /** Absent for those who do not decide about it. */
  readonly remove?: (() => Promise<unknown>) | undefined;
}

function Person({ employeeId, ...row }: RowProps & { readonly employeeId: string }) {
  return <Row name={useEmployeeName(employeeId) ?? '…'} {...row} />;
}

function Department({ departmentId, ...row }: RowProps & { readonly departmentId: string }) {
  const { t } = useTranslation();
  const { data: departments } = useQuery(departmentsQuery);
  const name = departments?.find(({ id }) => id === departmentId)?.name;
  return <Row name={name ?? '…'} more={t('access.department')} {...row} />;
}

function Row({ name, more, remove }: RowProps & { readonly name: string }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const removing = useMutation({
    mutationFn: async () => remove?.(),
    onSuccess: () => refreshAfterChange(),
    onError: (error) => toast.failed(problemText(asProblem(error))),
  });
  return (
    <li className={classes.person}>
      <span>
        {name}
        {more !== undefined && <span className={classes.dim}> · {more}</span>}
      </span>
      {remove && (
        <ActionIcon
          size={36}
          loading={removing.isPending}
          aria-label={t('access.removeNamed', { name })}
          onClick={() => removing.mutate()}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </li>
  );
}
