import { ActionIcon, Group, Stack } from '@mantine/core';
import { IconCheck, IconDots, IconHeartHandshake, IconUserCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Commitment, CommitmentListItem } from '@crm/contracts';
import { useClientName } from '../../api/names.ts';
import { useFormat } from '../../lib/use-format.ts';
import { usePhone } from '../../lib/use-phone.ts';
import { AuditWord } from '../../ui/audit-link.tsx';
import { ActionMenu } from '../../ui/action-menu.tsx';
import { OnBehalfBadge } from '../../ui/on-behalf-badge.tsx';
import { OnBehalf } from './on-behalf.tsx';
import { useKeepCommitment } from './use-keep-commitment.ts';
import classes from './commitment-list.module.css';

interface CommitmentListProps {
  readonly commitments: readonly CommitmentListItem[];
  /** Where the client is not known from the page itself. */
  readonly withClient?: boolean;
  /** The names that the page has already. */
  readonly nameOf?: ((employeeId: string) => string | undefined) | undefined;
  /** Absent for those who only read. */
  readonly onClose: ((commitment: Commitment) => void) | undefined;
}

/** Open promises, ours and the client's, by due day. */
export function CommitmentList({ commitments, ...row }: CommitmentListProps) {
  return (
    <ul className={classes.list}>
      {commitments.map((commitment) => (
        <CommitmentItem key={commitment.id} commitment={commitment} {...row} />
      ))}
    </ul>
  );
}

const unknown = (): undefined => undefined;

interface CommitmentItemProps extends Omit<CommitmentListProps, 'commitments'> {
  readonly commitment: CommitmentListItem;
}

function CommitmentItem({ commitment, withClient = false, nameOf = unknown, onClose }: CommitmentItemProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const clientName = useClientName(withClient ? commitment.clientId : null);
  const overdue = commitment.dueOn < format.today();
  const due = `${format.shortDay(commitment.dueOn)} (${format.daysFromToday(commitment.dueOn)})`;
  const Sign = commitment.side === 'us' ? IconHeartHandshake : IconUserCheck;
  return (
    <li className={classes.item}>
      <Sign size={20} stroke={1.6} className={classes.sign} aria-hidden />
      <div>
        <div>{commitment.text}</div>
        <OnBehalfBadge of={commitment.onBehalfOf} />
        <div className={classes.facts}>
          <span>{t(`commitment.side.${commitment.side}`)}</span>
          <span className={classes.due} data-overdue={overdue}>
            {overdue ? t('commitment.overdue', { due }) : t('commitment.due', { due })}
          </span>
          {commitment.madeOnBehalf !== undefined && <OnBehalf {...commitment.madeOnBehalf} nameOf={nameOf} />}
          <AuditWord kind="commitment" id={commitment.id} name={commitment.text} />
        </div>
        {clientName !== undefined && (
          <Link to="/clients/$clientId" params={{ clientId: commitment.clientId }} className={classes.client}>
            {clientName}
          </Link>
        )}
      </div>
      {onClose !== undefined && <CommitmentActions commitment={commitment} onClose={onClose} />}
    </li>
  );
}

interface CommitmentActionsProps {
  readonly commitment: Commitment;
  readonly onClose: (commitment: Commitment) => void;
}

function CommitmentActions({ commitment, onClose }: CommitmentActionsProps) {
  const { t } = useTranslation();
  const keep = useKeepCommitment(commitment);
  const phone = usePhone();
  const Row = phone ? Stack : Group;
  const { text } = commitment;
  return (
    <Row gap={phone ? 0 : 2} wrap="nowrap">
      <ActionIcon
        size={34}
        radius={phone ? 'xl' : 'md'}
        variant={phone ? 'light' : 'default'}
        color="pine"
        loading={keep.isPending}
        title={t('commitment.kept')}
        aria-label={t('commitment.keepNamed', { text })}
        onClick={() => keep.mutate()}
      >
        <IconCheck size={18} color="var(--crm-accent)" />
      </ActionIcon>
      <ActionMenu
        button={
          <ActionIcon size={34} aria-label={t('commitment.moreNamed', { text })}>
            <IconDots size={18} />
          </ActionIcon>
        }
        entries={[{ label: t('commitment.closeOtherwise'), onSelect: () => onClose(commitment) }]}
      />
    </Row>
  );
}
