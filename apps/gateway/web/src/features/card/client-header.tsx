import { Avatar, Group, Title } from '@mantine/core';
import { IconBuilding, IconMail, IconPhone, IconUser, IconWorld } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ClientCard } from '../../generated';
import { useClassifier } from '../../api/classifiers.ts';
import { telephoneLink } from '../../lib/telephone-link.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import classes from './client-header.module.css';

interface ClientHeaderProps {
  readonly card: ClientCard;
  readonly actions: ReactNode;
}

/** Who it is, whose he is, and how to reach him. */
export function ClientHeader({ card, actions }: ClientHeaderProps) {
  const { t } = useTranslation();
  const { client, parent } = card.client;
  const sector = useClassifier('sector').nameOf(client.sectorId);
  const Sign = client.kind === 'organisation' ? IconBuilding : IconUser;
  return (
    <header className={classes.header}>
      <Avatar size={54} radius={client.kind === 'organisation' ? 'lg' : 'xl'} color="pine" variant="light" aria-hidden>
        <Sign size={28} stroke={1.5} />
      </Avatar>
      <div className={classes.who}>
        <Group gap="0.25rem 0.7rem" align="center">
          <Title order={1} className={classes.name}>
            {client.name}
          </Title>
          <StatusBadge status={client.lifecycleStatus} />
        </Group>
        <div className={classes.facts}>
          <span>{sector ?? t(`client.kinds.${client.kind}`)}</span>
          {parent !== null && (
            <span>
              {t('client.partOf')}{' '}
              <Link to="/clients/$clientId" params={{ clientId: parent.id }}>
                {parent.name}
              </Link>
            </span>
          )}
          <span>
            {t('client.owner')}: <b>{card.employees[client.ownerId]}</b>
          </span>
        </div>
      </div>
      <div className={classes.actions}>{actions}</div>
      <Reach phones={client.phones} emails={client.emails} website={client.website} />
    </header>
  );
}

interface ReachProps {
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly website: string | null;
}

function Reach({ phones, emails, website }: ReachProps) {
  if (phones.length + emails.length === 0 && website === null) return null;
  return (
    <div className={classes.reach}>
      {phones.map((phone) => (
        <a key={phone} href={telephoneLink(phone)}>
          <IconPhone size={17} stroke={1.7} aria-hidden /> {phone}
        </a>
      ))}
      {emails.map((email) => (
        <a key={email} href={`mailto:${email}`}>
          <IconMail size={17} stroke={1.7} aria-hidden /> {email}
        </a>
      ))}
      {website !== null && (
        <a href={website} target="_blank" rel="noreferrer">
          <IconWorld size={17} stroke={1.7} aria-hidden /> {website.replace(/^https?:\/\/(www\.)?/, '')}
        </a>
      )}
    </div>
  );
}
